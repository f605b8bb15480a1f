# The measured image. Everything that reaches the last stage, its command line and its environment is part of what the parties sign for.
#
# The two base images are given by digest, and by nothing else: a tag moves, a digest is what was reviewed. A release names both; they are .NET's
# own sdk (10.0-noble) and runtime-deps (10.0-noble-chiseled: glibc, OpenSSL and certificates; no shell, no package manager).
#   docker build --build-arg SDK_IMAGE=NAME@sha256:… --build-arg BASE_IMAGE=NAME@sha256:… .
ARG SDK_IMAGE
ARG BASE_IMAGE

FROM ${SDK_IMAGE} AS build
ARG SDK_IMAGE
ARG BASE_IMAGE
RUN case "${SDK_IMAGE} ${BASE_IMAGE}" in *@sha256:*" "*@sha256:*) ;; *) echo "give both images by digest"; exit 1 ;; esac
ENV CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
# The host and what it references, nothing else: the simulated cloud and the client do not even enter this stage.
COPY src/Cose/ src/Cose/
COPY src/Parquet/ src/Parquet/
COPY src/Storage/ src/Storage/
COPY src/Boosting/ src/Boosting/
COPY src/DifferentialPrivacy/ src/DifferentialPrivacy/
COPY src/SyntheticData/ src/SyntheticData/
COPY src/PrivateModels/ src/PrivateModels/
COPY src/Attestation/ src/Attestation/
COPY src/KeyRelease/ src/KeyRelease/
COPY src/Agreements/ src/Agreements/
COPY src/EnclaveWorkload/ src/EnclaveWorkload/
COPY src/EnclaveHost/ src/EnclaveHost/
RUN dotnet publish src/EnclaveHost/EnclaveHost.csproj -c Release -r linux-x64 --self-contained true -o /publish

FROM ${BASE_IMAGE}
WORKDIR /app
COPY --from=build /publish/ ./
# Debuggers, profilers and diagnostics ports stay out: the host refuses to start without this.
ENV DOTNET_EnableDiagnostics=0
# The image's unprivileged user, by number so that a policy can compare it.
USER 1654:1654
EXPOSE 8443
# Health is asked over the network, at /health/live and /health/ready: a check inside would be a second program, and there is no shell to run it.
HEALTHCHECK NONE
ENTRYPOINT ["/app/EnclaveCleanRoom.EnclaveHost"]
