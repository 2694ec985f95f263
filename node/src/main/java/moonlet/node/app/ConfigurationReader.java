package moonlet.node.app;

import moonlet.lua.engine.Limits;
import moonlet.lua.time.DurationReading;
import moonlet.lua.time.DurationReading.Nanos;
import moonlet.node.admin.AdminSettings;
import moonlet.protocol.Pid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code moonlet.yaml}; whatever is wrong with it is in the answer, never thrown. */
public final class ConfigurationReader {
    private final Map<String, String> environment;
    private final Settings settings;
    private final LoadLimits limits;

    public ConfigurationReader(Map<String, String> environment, LoadLimits limits) {
        this(environment, Map.of(), limits);
    }

    /**
     * @param flags what the command line sets, which goes before the environment
     */
    public ConfigurationReader(
            Map<String, String> environment, Map<Setting, String> flags, LoadLimits limits) {
        this.environment = Map.copyOf(environment);
        this.settings = new Settings(environment, flags);
        this.limits = limits;
    }

    /** Reads {@code moonlet.yaml} of an application folder; without one, the defaults hold. */
    public Configured readFolder(Path application) {
        Path file = application.resolve(Folder.CONFIGURATION);
        Problems problems = new Problems();
        return Files.exists(file)
                ? read(file, Folder.CONFIGURATION, problems)
                : configured(
                        new Tree.Fields(new Place(Folder.CONFIGURATION, 0), Map.of()), problems);
    }

    /** Reads the file of {@code --config}. */
    public Configured readFile(Path file) {
        return read(file, file.toString(), new Problems());
    }

    private Configured read(Path file, String name, Problems problems) {
        Place place = new Place(name, 0);
        Tree.Fields nothing = new Tree.Fields(place, Map.of());
        if (!Files.isRegularFile(file)) {
            String found = Files.exists(file) ? "is not a file" : "no such file";
            problems.mistake(place, "", found + "; give a moonlet.yaml");
            return configured(nothing, problems);
        }
        try {
            byte[] bytes = Folder.read(file, place, limits, problems);
            List<Tree> documents =
                    bytes == null ? List.of() : YamlFile.read(name, bytes, limits, problems);
            return configured(root(documents, nothing, problems), problems);
        } catch (IOException error) {
            problems.mistake(place, "", "cannot be read: " + Folder.why(error));
            return configured(nothing, problems);
        }
    }

    private static Tree.Fields root(List<Tree> documents, Tree.Fields nothing, Problems problems) {
        if (documents.size() > 1) {
            problems.mistake(
                    documents.get(1).place(),
                    "",
                    "a configuration is one document; remove what follows ---");
        }
        return switch (documents.isEmpty() ? nothing : documents.getFirst()) {
            case Tree.Fields map -> map;
            case Tree.Scalar empty when empty.value() == null -> nothing;
            case Tree other -> {
                problems.mistake(
                        other.place(),
                        "",
                        "a configuration is a map such as node: {name: n1}, found "
                                + other.describe());
                yield nothing;
            }
        };
    }

    private Configured configured(Tree.Fields raw, Problems problems) {
        Tree.Fields root = new EnvironmentText(environment, problems).fill(raw);
        FieldReader reader = new FieldReader(root, "", "", problems);
        FieldReader node = reader.inside("node");
        FieldReader shutdown = reader.inside("shutdown");
        FieldReader security = reader.inside("security");
        FieldReader log = reader.inside("log");
        refuseUnknown(
                reader,
                "",
                Set.of("node", "shutdown", "security", "log", "limits", "override"),
                problems);
        refuseUnknown(
                node,
                "node.",
                Set.of(
                        "name",
                        "listen",
                        "seeds",
                        "discovery",
                        "tls",
                        "hosts",
                        "link_port",
                        "tether",
                        "admin",
                        "admin_tls",
                        "admin_token_file"),
                problems);
        FieldReader discovery = node.inside("discovery");
        refuseUnknown(discovery, "node.discovery.", Set.of("dns", "contact_points"), problems);
        FieldReader files = node.inside("tls");
        refuseUnknown(files, "node.tls.", Set.of("certificate", "key", "ca"), problems);
        refuseUnknown(shutdown, "shutdown.", Set.of("timeout"), problems);
        refuseUnknown(security, "security.", Set.of("strict_mode"), problems);
        refuseUnknown(log, "log.", Set.of("format"), problems);
        settings.refuseMistyped(problems);
        String name = nodeName(node, problems);
        Duration timeout = shutdownTimeout(shutdown, problems);
        Limits nodeLimits = reader.limits().over(Limits.DEFAULTS);
        Tree.Fields override = reader.map("override");
        List<FieldOverride> overrides =
                override == null
                        ? List.of()
                        : override.fields().values().stream()
                                .map(f -> new FieldOverride(f.place(), f.name(), f.value()))
                                .toList();
        NetworkReader network = new NetworkReader(node, settings, problems);
        TlsReader tls = new TlsReader(files, settings, problems);
        AdminSettings admin = tls.over(network.admin(), node);
        Configuration configuration =
                new Configuration(
                        name,
                        timeout,
                        nodeLimits,
                        overrides,
                        network.hosts(),
                        network.spread(),
                        admin,
                        settings.flag(
                                Setting.STRICT_MODE,
                                security.flag("strict_mode", false),
                                "security.strict_mode",
                                problems),
                        tls.over(
                                new DiscoveryReader(discovery, settings, problems)
                                        .over(network.cluster(), admin)),
                        logFormat(log, problems));
        return new Configured(configuration, problems.mistakes());
    }

    private static void refuseUnknown(
            FieldReader reader, String path, Set<String> known, Problems problems) {
        for (Tree.Field field : reader.unknown(known)) {
            String all =
                    known.stream()
                            .sorted()
                            .map(path::concat)
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("");
            problems.mistake(
                    field.place(),
                    "",
                    "unknown key "
                            + Problem.quoted(path + field.name())
                            + Nearest.hintOr(field.name(), known, "; known are " + all));
        }
    }

    private String nodeName(FieldReader node, Problems problems) {
        Tree.Scalar scalar = settings.over(Setting.NODE_NAME, node.scalar("name"));
        if (scalar == null) {
            return Configuration.DEFAULTS.nodeName();
        }
        String name = scalar.text().equals(OwnHost.NAME) ? OwnHost.name() : scalar.text();
        if (Pid.isNodeName(name)) {
            return name;
        }
        problems.mistake(
                scalar.place(),
                "node.name",
                "a node name is 1 to 63 of A-Z a-z 0-9 . _ -, or @host, found "
                        + Problem.quoted(name));
        return Configuration.DEFAULTS.nodeName();
    }

    private Duration shutdownTimeout(FieldReader shutdown, Problems problems) {
        Tree.Scalar scalar = settings.over(Setting.SHUTDOWN_TIMEOUT, shutdown.scalar("timeout"));
        if (scalar == null) {
            return Configuration.DEFAULTS.shutdownTimeout();
        }
        if (DurationReading.ofText(scalar.text()) instanceof Nanos(long nanos) && nanos >= 0) {
            return Duration.ofNanos(nanos);
        }
        problems.mistake(
                scalar.place(),
                "shutdown.timeout",
                "a duration is a number with a unit, such as 30s, 500ms or 1m30s, found "
                        + Problem.quoted(scalar.text()));
        return Configuration.DEFAULTS.shutdownTimeout();
    }

    private LogFormat logFormat(FieldReader log, Problems problems) {
        Tree.Scalar scalar = settings.over(Setting.LOG_FORMAT, log.scalar("format"));
        if (scalar == null) {
            return Configuration.DEFAULTS.logFormat();
        }
        for (LogFormat format : LogFormat.values()) {
            if (format.text().equals(scalar.text())) {
                return format;
            }
        }
        problems.mistake(
                scalar.place(),
                "log.format",
                "a log is written as text or json, found " + Problem.quoted(scalar.text()));
        return Configuration.DEFAULTS.logFormat();
    }
}
