package moonlet.lua.process;

import java.util.Set;
import java.util.TreeSet;

/**
 * The names that an entry may list under {@code modules:}.
 *
 * @param always are there for every entry
 * @param declared are there for those that list them
 */
public record ModuleNames(Set<String> always, Set<String> declared) {
    public ModuleNames {
        always = Set.copyOf(always);
        declared = Set.copyOf(declared);
    }

    public boolean contains(String name) {
        return always.contains(name) || declared.contains(name);
    }

    /** All of them, sorted. */
    public Set<String> all() {
        Set<String> all = new TreeSet<>(always);
        all.addAll(declared);
        return all;
    }
}
