package moonlet.node.app;

import moonlet.lua.process.Entries;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry as it is written, before anything is known about its kind.
 *
 * @param defaults the {@code meta} of the file's header, under the entry's own
 * @param fields everything but name and kind; what stood under {@code data} is lifted to the top
 */
record Definition(
        String id, String kind, Place place, Map<String, Object> defaults, Tree.Fields fields) {
    String namespace() {
        return id.substring(0, id.indexOf(':'));
    }

    Definition with(Tree.Field field) {
        return new Definition(id, kind, place, defaults, fields.with(field));
    }

    /** Where {@code path} is written, or the nearest thing around it that is. */
    Place placeOf(String... path) {
        Place nearest = place;
        Tree tree = fields;
        for (String name : path) {
            if (!(tree instanceof Tree.Fields map) || !map.fields().containsKey(name)) {
                return nearest;
            }
            nearest = map.fields().get(name).place();
            tree = map.fields().get(name).value();
        }
        return nearest;
    }

    /** As programs read it: the fields as they are written, {@code file://} too. */
    Entries.Described described(Entry entry) {
        Map<String, Object> data = new LinkedHashMap<>(fields.value(Tree.Scalar::text));
        data.remove("meta");
        if (Kinds.isSecret(kind)) {
            data.remove("values");
            data.remove("default");
        }
        return new Entries.Described(id, kind, entry.meta(), Collections.unmodifiableMap(data));
    }

    /** The header's meta with the entry's over it, field by field. */
    Map<String, Object> meta(FieldReader reader) {
        Map<String, Object> merged = new LinkedHashMap<>(defaults);
        Tree.Fields own = reader.map("meta");
        if (own != null) {
            merged.putAll(own.value(Tree.Scalar::text));
        }
        return Collections.unmodifiableMap(merged);
    }
}
