package moonlet.node.app;

import moonlet.lua.engine.Chunk;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** What one source, which several entries may share, uses of modules, and what they declare. */
final class ModuleUse {
    private final String entry;
    private final IntFunction<Place> lines;
    private final Chunk chunk;
    private final Set<String> bound = new HashSet<>();

    /**
     * @param entry the first that uses the source
     * @param lines where a line of it is
     */
    ModuleUse(String entry, IntFunction<Place> lines, Chunk chunk) {
        this.entry = entry;
        this.lines = lines;
        this.chunk = chunk;
    }

    /** An entry that uses the source declares these modules and aliases. */
    void bind(Collection<String> modules, Collection<String> aliases) {
        bound.addAll(modules);
        bound.addAll(aliases);
    }

    /** Warns of each of {@code modules} that the code uses and that is nil for every entry. */
    void warn(Set<String> modules, Problems problems) {
        Map<String, Integer> read = chunk.globalsRead();
        Set<String> missing = new TreeSet<>(modules);
        missing.retainAll(read.keySet());
        missing.removeAll(bound);
        for (String name : missing) {
            problems.warning(
                    lines.apply(read.get(name)),
                    entry,
                    "the module "
                            + name
                            + " is used here, but no entry with this source declares it; write"
                            + " modules: ["
                            + name
                            + "]");
        }
    }
}
