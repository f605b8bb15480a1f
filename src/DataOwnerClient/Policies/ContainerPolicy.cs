using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>
/// The confidential computing enforcement policy of a room's container group, in Rego: the same settings, layers and rules give the
/// same bytes, whose SHA-256 is the host data of a report.
/// </summary>
/// <remarks>
/// Source: the policy framework of the guest (hcsshim, <c>framework.rego</c>) and the members that <c>az confcom acipolicygen</c> writes. The framework
/// searches a pattern of strategy re2 anywhere in <c>NAME=VALUE</c>; therefore each is anchored here.
/// </remarks>
internal static class ContainerPolicy
{
    private const string ApiVersion = "0.10.0";
    private const string FrameworkVersion = "0.2.3";
    private const string InfrastructureIssuer = "did:x509:0:sha256:I__iuL25oXEVFdTP_aBLx_eT1RPHbCQ_ECBQfYZpt9s::eku:1.3.6.1.4.1.311.76.59.1.3";
    private const string InfrastructureFeed = "mcr.microsoft.com/aci/aci-cc-infra-fragment";

    /// <summary>The layer of the container that only holds the group's namespaces; the platform starts it in every group.</summary>
    private const string PauseLayer = "16b514057a06ad665f92c02863aca074fd5976c755d26bff16365299169e8415";

    private const int Terminate = 15;

    private static readonly string[] s_ordinary =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
    ];

    // What the guest asks at the framework; a name that is left out would be undefined, and so denied.
    private static readonly string[] s_enforcementPoints =
    [
        "mount_device", "unmount_device", "mount_overlay", "unmount_overlay", "create_container", "exec_in_container", "exec_external", "shutdown_container",
        "signal_container_process", "plan9_mount", "plan9_unmount", "get_properties", "dump_stacks", "runtime_logging", "load_fragment", "scratch_mount", "scratch_unmount", "rw_mount_device",
    ];

    /// <summary>Writes the policy.</summary>
    /// <param name="settings">What the operator chose.</param>
    /// <param name="layers">The image.</param>
    /// <param name="rules">Which of the room's own settings may have any value; the workload brings the list itself.</param>
    /// <returns>UTF-8 with line feeds.</returns>
    internal static byte[] Write(ContainerSettings settings, ImageLayers layers, MeasurementRules rules)
    {
        StringBuilder text = new("package policy\n\nimport future.keywords.every\nimport future.keywords.in\n\n");
        text.Append(CultureInfo.InvariantCulture, $"api_version := \"{ApiVersion}\"\nframework_version := \"{FrameworkVersion}\"\n\n");
        text.Append("fragments := ").Append(Json(writer => WriteFragment(writer, settings))).Append("\n\n");
        text.Append("containers := ").Append(Json(writer =>
        {
            WriteRoom(writer, settings, layers, rules);
            WritePause(writer);
        })).Append("\n\n");

        // What nobody sends is no loss; a variable that no rule names is left out, and the container starts without it.
        text.Append("allow_properties_access := true\nallow_dump_stacks := false\nallow_runtime_logging := false\n");
        text.Append("allow_environment_variable_dropping := true\nallow_unencrypted_scratch := false\nallow_capability_dropping := true\n\n");
        foreach (string point in s_enforcementPoints)
        {
            text.Append(CultureInfo.InvariantCulture, $"{point} := data.framework.{point}\n");
        }

        text.Append("\nreason := {\"errors\": data.framework.errors}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteFragment(Utf8JsonWriter writer, ContainerSettings settings)
    {
        writer.WriteStartObject();
        writer.WriteString("feed", InfrastructureFeed);
        WriteList(writer, "includes", ["containers", "fragments"]);
        writer.WriteString("issuer", InfrastructureIssuer);
        writer.WriteString("minimum_svn", settings.InfrastructureSvn.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void WriteRoom(Utf8JsonWriter writer, ContainerSettings settings, ImageLayers layers, MeasurementRules rules)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("allow_elevated", false);
        writer.WriteBoolean("allow_stdio_access", settings.StandardOutput);
        WriteCapabilities(writer, []);
        WriteList(writer, "command", settings.Command);
        WriteEnvironment(writer, settings, rules);
        writer.WriteStartArray("exec_processes");
        writer.WriteEndArray();
        writer.WriteString("id", layers.Image);
        WriteList(writer, "layers", layers.Layers);
        WriteMounts(writer, settings.Mounts);
        writer.WriteString("name", settings.Name);
        writer.WriteBoolean("no_new_privileges", true);
        writer.WriteString("seccomp_profile_sha256", "");
        writer.WriteStartArray("signals");
        writer.WriteNumberValue(Terminate);
        writer.WriteEndArray();
        WriteUser(writer, ("id", settings.User.ToString(CultureInfo.InvariantCulture)), ("id", settings.Group.ToString(CultureInfo.InvariantCulture)));
        writer.WriteString("working_dir", settings.WorkingDirectory);
        writer.WriteEndObject();
    }

    private static void WritePause(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("allow_elevated", false);
        writer.WriteBoolean("allow_stdio_access", true);
        WriteCapabilities(writer, s_ordinary);
        WriteList(writer, "command", ["/pause"]);
        writer.WriteStartArray("env_rules");
        WriteRule(writer, "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", isRequired: true, "string");
        WriteRule(writer, "TERM=xterm", isRequired: false, "string");
        writer.WriteEndArray();
        writer.WriteStartArray("exec_processes");
        writer.WriteEndArray();
        WriteList(writer, "layers", [PauseLayer]);
        writer.WriteStartArray("mounts");
        writer.WriteEndArray();
        writer.WriteString("name", "pause-container");
        writer.WriteBoolean("no_new_privileges", false);
        writer.WriteString("seccomp_profile_sha256", "");
        writer.WriteStartArray("signals");
        writer.WriteEndArray();
        WriteUser(writer, ("any", ""), ("any", ""));
        writer.WriteString("working_dir", "/");
        writer.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, ContainerSettings settings, MeasurementRules rules)
    {
        writer.WriteStartArray("env_rules");
        foreach (string variable in settings.RequiredVariables)
        {
            WriteRule(writer, variable, isRequired: true, "string");
        }

        foreach (string variable in settings.ImageVariables)
        {
            WriteRule(writer, variable, isRequired: false, "string");
        }

        // Where the runtime lies is a matter of the simulated measurement: here it lies in the image.
        IEnumerable<string> own = rules.AnyValueVariables.Where(name => name.StartsWith("CLEANROOM_", StringComparison.Ordinal));
        foreach (string name in own.Concat(settings.PlatformVariables))
        {
            WriteRule(writer, $"^{name}=.*$", isRequired: false, "re2");
        }

        writer.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter writer, string pattern, bool isRequired, string strategy)
    {
        writer.WriteStartObject();
        writer.WriteString("pattern", pattern);
        writer.WriteBoolean("required", isRequired);
        writer.WriteString("strategy", strategy);
        writer.WriteEndObject();
    }

    private static void WriteMounts(Utf8JsonWriter writer, IReadOnlyList<ContainerMount> mounts)
    {
        writer.WriteStartArray("mounts");
        WriteMount(writer, "/etc/resolv.conf", ContainerMount.SourceOf("resolvconf"), isReadOnly: false);
        foreach (ContainerMount mount in mounts)
        {
            WriteMount(writer, mount.Destination, mount.Source!, mount.ReadOnly);
        }

        writer.WriteEndArray();
    }

    private static void WriteMount(Utf8JsonWriter writer, string destination, string source, bool isReadOnly)
    {
        writer.WriteStartObject();
        writer.WriteString("destination", destination);
        WriteList(writer, "options", ["rbind", "rshared", isReadOnly ? "ro" : "rw"]);
        writer.WriteString("source", source);
        writer.WriteString("type", "bind");
        writer.WriteEndObject();
    }

    private static void WriteCapabilities(Utf8JsonWriter writer, IReadOnlyList<string> capabilities)
    {
        writer.WriteStartObject("capabilities");
        WriteList(writer, "ambient", []);
        WriteList(writer, "bounding", capabilities);
        WriteList(writer, "effective", capabilities);
        WriteList(writer, "inheritable", []);
        WriteList(writer, "permitted", capabilities);
        writer.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter writer, (string Strategy, string Pattern) user, (string Strategy, string Pattern) group)
    {
        writer.WriteStartObject("user");
        writer.WriteStartArray("group_idnames");
        WriteIdName(writer, group);
        writer.WriteEndArray();
        writer.WriteString("umask", "0022");
        writer.WritePropertyName("user_idname");
        WriteIdName(writer, user);
        writer.WriteEndObject();
    }

    private static void WriteIdName(Utf8JsonWriter writer, (string Strategy, string Pattern) idName)
    {
        writer.WriteStartObject();
        writer.WriteString("pattern", idName.Pattern);
        writer.WriteString("strategy", idName.Strategy);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (string item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter writer = new(stream, options))
        {
            writer.WriteStartArray();
            write(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
