# The measured image. Everything that reaches the last stage, its command line and its environment is part of what the parties sign for.
#
# Pin both images by digest before you build for other people's data, here or on the command line:
#   docker build --build-arg SDK_IMAGE=mcr.microsoft.com/dotnet/sdk@sha256:… --build-arg BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps@sha256:… .
# `docker buildx imagetools inspect <tag>` prints a tag's digest. A tag moves; a digest is what was reviewed.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0-noble
ARG BASE_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled

FROM ${SDK_IMAGE} AS build
ENV CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
# The host and what it references, nothing else: the simulated cloud and the client do not even enter this stage.
COPY src/Cose/ src/Cose/
COPY src/Parquet/ src/Parquet/
COPY src/Storage/ src/Storage/
COPY src/Boosting/ src/Boosting/
COPY src/DifferentialPrivacy/ src/DifferentialPrivacy/
COPY src/Attestation/ src/Attestation/
COPY src/KeyRelease/ src/KeyRelease/
COPY src/Agreements/ src/Agreements/
COPY src/EnclaveWorkload/ src/EnclaveWorkload/
COPY src/EnclaveHost/ src/EnclaveHost/
RUN dotnet publish src/EnclaveHost/EnclaveHost.csproj -c Release -r linux-x64 --self-contained true -o /publish

# Chiseled: glibc, OpenSSL and certificates; no shell, no package manager.
FROM ${BASE_IMAGE}
WORKDIR /app
COPY --from=build /publish/ ./
# Debuggers, profilers and diagnostics ports stay out: the host refuses to start without this.
ENV DOTNET_EnableDiagnostics=0
# The image's unprivileged user, by number so that a policy can compare it.
USER 1654:1654
EXPOSE 8443
ENTRYPOINT ["/app/EnclaveCleanRoom.EnclaveHost"]
