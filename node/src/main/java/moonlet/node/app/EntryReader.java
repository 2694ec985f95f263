package moonlet.node.app;

import moonlet.lua.engine.Limits;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads definitions of a known kind into entries; code is left to {@link CodeReader}. */
final class EntryReader {
    private static final Duration CLEANUP_DEFAULT = Duration.ofMinutes(1);
    private static final int STORE_SIZE_DEFAULT = 100_000;
    private static final int STORE_SIZE_MAX = 100_000_000;
    private static final long STORE_BYTES_DEFAULT = 64 << 20;

    private final CodeReader code;
    private final EnvReader environment;
    private final Sources sources;
    private final Limits nodeLimits;
    private final Problems problems;

    EntryReader(
            CodeReader code,
            EnvReader environment,
            Sources sources,
            Limits nodeLimits,
            Problems problems) {
        this.code = code;
        this.environment = environment;
        this.sources = sources;
        this.nodeLimits = nodeLimits;
        this.problems = problems;
    }

    /** The entry, or null where a mistake leaves nothing to make one of. */
    Entry read(Definition definition) {
        FieldReader reader = new FieldReader(definition.fields(), definition.id(), "", problems);
        reader.warnOfUnknown(Kinds.fields(definition.kind()), definition.kind());
        return switch (definition.kind()) {
            case Kinds.HOST -> host(definition, reader);
            case Kinds.GROUP_SCOPE ->
                    new Entry.GroupScopeEntry(
                            definition.id(), definition.meta(reader), definition.place());
            case Kinds.VARIABLE -> environment.variable(definition, reader);
            case Kinds.ENV_MEMORY,
                    Kinds.ENV_STATIC,
                    Kinds.ENV_OS,
                    Kinds.ENV_FILE,
                    Kinds.ENV_ROUTER ->
                    environment.storage(definition, reader);
            case Kinds.STORE -> store(definition, reader);
            case Kinds.SERVICE -> service(definition, reader);
            default -> code.read(definition, reader);
        };
    }

    private Entry host(Definition definition, FieldReader reader) {
        FieldReader sizes = reader.inside("host");
        sizes.warnOfUnknown(Kinds.HOST_SIZES, definition.kind());
        lifecycle(reader, definition);
        int inner = maxProcesses(sizes, Entry.HostEntry.MAX_PROCESSES_DEFAULT);
        return new Entry.HostEntry(
                definition.id(),
                definition.meta(reader),
                definition.place(),
                maxProcesses(reader, inner),
                reader.limits().over(nodeLimits));
    }

    private static int maxProcesses(FieldReader reader, int otherwise) {
        return (int) reader.whole("max_processes", 1, Integer.MAX_VALUE, otherwise);
    }

    private Entry store(Definition definition, FieldReader reader) {
        lifecycle(reader, definition);
        return new Entry.StoreEntry(
                definition.id(),
                definition.meta(reader),
                definition.place(),
                (int) reader.whole("max_size", 1, STORE_SIZE_MAX, STORE_SIZE_DEFAULT),
                reader.whole("max_bytes", 1, Long.MAX_VALUE, STORE_BYTES_DEFAULT),
                reader.duration("cleanup_interval", CLEANUP_DEFAULT));
    }

    private Entry service(Definition definition, FieldReader reader) {
        Tree.Scalar process =
                reader.required(
                        "process",
                        definition.place(),
                        "add the id of the process.lua entry to start");
        Tree.Scalar host =
                reader.required(
                        "host",
                        definition.place(),
                        "add the id of the process.host entry to start it on");
        List<Object> input = new ArrayList<>();
        if (definition.fields().get("input") != null) {
            reader.items("input").forEach(i -> input.add(i.value(t -> text(definition, t))));
        }
        boolean singleton = reader.flag("singleton", false);
        Lifecycle lifecycle = LifecycleReader.read(lifecycle(reader, definition));
        if (process == null || host == null) {
            return null;
        }
        return new Entry.ServiceEntry(
                definition.id(),
                definition.meta(reader),
                definition.place(),
                process.text(),
                host.text(),
                Collections.unmodifiableList(input),
                singleton,
                lifecycle);
    }

    private static FieldReader lifecycle(FieldReader reader, Definition definition) {
        FieldReader lifecycle = reader.inside("lifecycle");
        lifecycle.warnOfUnknown(Kinds.LIFECYCLE, definition.kind());
        return lifecycle;
    }

    /** Any text of an entry's data that starts with file:// is replaced by that file. */
    private String text(Definition definition, Tree.Scalar text) {
        if (!Sources.isFile(text)) {
            return text.text();
        }
        Source source = sources.read(definition, text, nodeLimits.messageBytesMax());
        return source == null ? "" : new String(source.bytes(), StandardCharsets.UTF_8);
    }
}
