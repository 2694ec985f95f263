package moonlet.lua.process;

import java.util.Collection;
import java.util.Map;

/** The entries of the application as programs read them (specification §11, {@code registry}). */
public interface Entries {
    /**
     * One entry.
     *
     * @param meta nested maps and lists of String, Long, Double, Boolean and null; so is data
     * @param data the other fields, but for those that may hold a secret
     */
    record Described(String id, String kind, Map<String, Object> meta, Map<String, Object> data) {}

    /** The entry; null for none. */
    Described get(String id);

    Collection<Described> all();
}
