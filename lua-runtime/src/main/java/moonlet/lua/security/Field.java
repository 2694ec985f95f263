package moonlet.lua.security;

import java.util.List;
import java.util.Map;

/**
 * What a condition looks at: {@code actor.id}, {@code actor.meta.x.y}, {@code action}, {@code
 * resource} or {@code meta.x.y}.
 *
 * @param path inside of the meta; empty for the others
 */
public record Field(Root root, List<String> path) {
    /** Where it begins. */
    public enum Root {
        ACTOR_ID("actor.id"),
        ACTOR_META("actor.meta."),
        ACTION("action"),
        RESOURCE("resource"),
        META("meta.");

        private final String text;

        Root(String text) {
            this.text = text;
        }

        private boolean hasPath() {
            return text.endsWith(".");
        }
    }

    /** Reads a field; returns null if there is none of this name. */
    public static Field parse(String text) {
        for (Root root : Root.values()) {
            if (!root.hasPath() && text.equals(root.text)) {
                return new Field(root, List.of());
            }
            if (root.hasPath() && text.startsWith(root.text)) {
                List<String> path = List.of(text.substring(root.text.length()).split("\\.", -1));
                return path.contains("") ? null : new Field(root, path);
            }
        }
        return null;
    }

    /** Its value in a request, or null. */
    Object of(AccessRequest request) {
        return switch (root) {
            case ACTOR_ID -> request.actor();
            case ACTION -> request.action();
            case RESOURCE -> request.resource();
            case ACTOR_META -> inside(request.actorMeta().get());
            case META -> inside(request.meta());
        };
    }

    private Object inside(Object value) {
        Object found = value;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }
}
