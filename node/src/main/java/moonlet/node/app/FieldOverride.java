package moonlet.node.app;

import java.util.Map;

/**
 * One line of {@code override:} in the configuration, applied before the entry is read.
 *
 * @param target {@code namespace:name:field}; a field inside a map is {@code host.workers}
 */
record FieldOverride(Place place, String target, Tree value) {
    /** Changes the definition it is meant for, or says why there is none. */
    void apply(Map<String, Definition> definitions, Problems problems) {
        String id = entry(definitions);
        if (id == null) {
            String meant = target.substring(0, Math.max(0, target.lastIndexOf(':')));
            problems.mistake(
                    place,
                    "override",
                    "no entry for "
                            + Problem.quoted(target)
                            + ", which has to be namespace:name:field"
                            + Nearest.hintForId(meant, definitions.keySet())
                            + problems.unreadableHint());
            return;
        }
        String[] path = target.substring(id.length() + 1).split("\\.", -1);
        String name = path[0];
        if (name.isEmpty() || name.equals("name") || name.equals("kind")) {
            problems.mistake(
                    place,
                    "override",
                    Problem.quoted(target)
                            + " does not name a field; name and kind cannot be overridden");
            return;
        }
        Definition definition = definitions.get(id);
        Tree changed = changed(definition.fields(), path, 0);
        if (changed instanceof Tree.Fields(_, Map<String, Tree.Field> fields)) {
            definitions.put(id, definition.with(fields.get(name)));
        } else {
            problems.mistake(
                    place,
                    "override",
                    Problem.quoted(target)
                            + " goes into a field that is no map; override the whole field");
        }
    }

    /** A name may contain colons, so the longest id that fits is meant. */
    private String entry(Map<String, Definition> definitions) {
        for (int end = target.lastIndexOf(':'); end > 0; end = target.lastIndexOf(':', end - 1)) {
            if (definitions.containsKey(target.substring(0, end))) {
                return target.substring(0, end);
            }
        }
        return null;
    }

    /** {@code tree} with the value put in at {@code path}; null if something else is in the way. */
    private Tree changed(Tree tree, String[] path, int depth) {
        if (depth == path.length) {
            return value;
        }
        Tree.Fields map =
                switch (tree) {
                    case null -> new Tree.Fields(place, Map.of());
                    case Tree.Fields fields -> fields;
                    case Tree.Items _, Tree.Scalar _ -> null;
                };
        Tree inner = map == null ? null : changed(map.get(path[depth]), path, depth + 1);
        return inner == null ? null : map.with(new Tree.Field(path[depth], place, inner));
    }
}
