package moonlet.node.app;

import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.security.Policy;
import moonlet.node.shared.EnvFile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One thing an application defines, under an id {@code namespace:name}. */
public sealed interface Entry {
    String id();

    /** The header's meta with the entry's own over it. */
    Map<String, Object> meta();

    /** Where it is defined. */
    Place origin();

    /**
     * {@code process.host}: where processes run.
     *
     * @param limits of its processes: the node's, with what the entry sets over them
     */
    record HostEntry(
            String id, Map<String, Object> meta, Place origin, int maxProcesses, Limits limits)
            implements Entry {
        /** Where the entry says nothing. */
        public static final int MAX_PROCESSES_DEFAULT = 1_000_000;
    }

    /** What a piece of code is for; the kind is written {@code process.lua} and so on. */
    enum Kind {
        PROCESS("process.lua"),
        FUNCTION("function.lua"),
        LIBRARY("library.lua");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * {@code process.lua}, {@code function.lua} or {@code library.lua}.
     *
     * @param chunk compiled once, shared by all processes that run it
     * @param method the function to run, a field of what the chunk returns; null for a library
     * @param modules the declared modules that exist
     * @param imports alias to id of a library
     * @param limits what the entry sets; see {@link LimitOverrides}
     */
    record CodeEntry(
            String id,
            Map<String, Object> meta,
            Place origin,
            Kind kind,
            Source source,
            Chunk chunk,
            String method,
            List<String> modules,
            Map<String, String> imports,
            LimitOverrides limits)
            implements Entry {
        /** The same entry; where {@code old} has the same text, with what that was compiled to. */
        CodeEntry withChunkOf(Entry old) {
            return old instanceof CodeEntry code && code.source.isSame(source)
                    ? new CodeEntry(
                            id,
                            meta,
                            origin,
                            kind,
                            code.source,
                            code.chunk,
                            method,
                            modules,
                            imports,
                            limits)
                    : this;
        }

        /** Whether processes of this entry run as those of {@code other}, libraries aside. */
        public boolean isSameCode(Entry other) {
            return other instanceof CodeEntry code
                    && kind == code.kind
                    && source.isSame(code.source)
                    && Objects.equals(method, code.method)
                    && modules.equals(code.modules)
                    && imports.equals(code.imports)
                    && limits.equals(code.limits);
        }
    }

    /** {@code pg.scope}: a scope of process groups. */
    record GroupScopeEntry(String id, Map<String, Object> meta, Place origin) implements Entry {}

    /** {@code security.policy}: what is allowed or denied. */
    record PolicyEntry(String id, Map<String, Object> meta, Place origin, Policy policy)
            implements Entry {}

    /**
     * {@code store.memory}: a store of values.
     *
     * @param entriesMax how many values it holds
     * @param bytesMax of keys and values
     * @param cleanupInterval how often what has expired is removed
     */
    record StoreEntry(
            String id,
            Map<String, Object> meta,
            Place origin,
            int entriesMax,
            long bytesMax,
            Duration cleanupInterval)
            implements Entry {}

    /** Where variables are kept, as an entry says it. */
    sealed interface Storage {
        /** In memory. */
        record Memory(Map<String, String> values) implements Storage {}

        /** As the entry says, for ever. */
        record Fixed(Map<String, String> values) implements Storage {}

        /** The environment of the operating system. */
        record System() implements Storage {}

        /** A file, which may not be there yet. */
        record File(Path path, EnvFile file) implements Storage {}

        /** Several, by their ids. */
        record Router(List<String> storages) implements Storage {}
    }

    /** {@code env.storage.memory}, {@code os}, {@code static}, {@code file}, {@code router}. */
    record StorageEntry(String id, Map<String, Object> meta, Place origin, Storage storage)
            implements Entry {}

    /**
     * {@code env.variable}: a variable that programs may read.
     *
     * @param variable its name
     * @param storage id of a storage entry
     * @param otherwise where the storage has no value; null for none
     */
    record VariableEntry(
            String id,
            Map<String, Object> meta,
            Place origin,
            String variable,
            String storage,
            String otherwise,
            boolean readOnly)
            implements Entry {}

    /**
     * {@code process.service}: a process that the node starts by itself.
     *
     * @param process id of a process entry
     * @param host id of a host entry
     * @param input its arguments: nested maps and lists of String, Long, Double, Boolean and null
     * @param singleton whether it runs on one node of the cluster only
     * @param security what it may do
     */
    record ServiceEntry(
            String id,
            Map<String, Object> meta,
            Place origin,
            String process,
            String host,
            List<Object> input,
            boolean singleton,
            Lifecycle lifecycle,
            ServiceSecurity security)
            implements Entry {}
}
