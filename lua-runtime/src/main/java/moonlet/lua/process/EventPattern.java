package moonlet.lua.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a subscriber wants: names of parts with dots between, where {@code *} is any one part,
 * {@code **} any number of them, and {@code (a|b)} one of several (specification §7.4).
 */
public final class EventPattern {
    /** It is not a pattern; the message says why. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String text) {
            super(text, null, false, false);
        }
    }

    private sealed interface Part {}

    private record OneOf(Set<String> names) implements Part {}

    private record Any() implements Part {}

    private record AnyNumber() implements Part {}

    private static final int PARTS_MAX = 64;

    private final String text;
    private final List<Part> parts;

    private EventPattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    static EventPattern of(String text) throws Malformed {
        List<Part> parts = new ArrayList<>();
        for (String part : split(text)) {
            parts.add(part(part, text));
        }
        if (parts.size() > PARTS_MAX) {
            throw new Malformed(
                    "an event pattern has at most " + PARTS_MAX + " parts, not " + parts.size());
        }
        return new EventPattern(text, List.copyOf(parts));
    }

    private static Part part(String part, String text) throws Malformed {
        if (part.equals("*")) {
            return new Any();
        }
        if (part.equals("**")) {
            return new AnyNumber();
        }
        boolean choice = part.startsWith("(") && part.endsWith(")");
        String names = choice ? part.substring(1, part.length() - 1) : part;
        if (names.matches(".*[*()].*") || !choice && names.contains("|")) {
            throw new Malformed(
                    "bad event pattern \""
                            + text
                            + "\": a part between dots is a name, *, ** or (name|name)");
        }
        return new OneOf(choice ? Set.copyOf(List.of(names.split("\\|", -1))) : Set.of(names));
    }

    /** The one name it stands for; null where there may be several. */
    public String exact() {
        boolean names =
                parts.stream().allMatch(part -> part instanceof OneOf(var n) && n.size() == 1);
        return names && !text.startsWith("(") && !text.contains(".(") ? text : null;
    }

    /** The parts of a name, as {@link #matches} takes them. */
    public static String[] split(String name) {
        return name.split("\\.", -1);
    }

    /** Whether it stands for this name. Takes steps in proportion to both lengths at most. */
    public boolean matches(String[] name) {
        int part = 0;
        int at = 0;
        int resumePart = -1; // after the last **, which may take more than it has
        int resumeAt = 0;
        while (at < name.length) {
            if (part < parts.size() && parts.get(part) instanceof AnyNumber) {
                resumePart = ++part;
                resumeAt = at;
            } else if (part < parts.size() && accepts(parts.get(part), name[at])) {
                part++;
                at++;
            } else if (resumePart >= 0) {
                part = resumePart;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) instanceof AnyNumber) {
            part++;
        }
        return part == parts.size();
    }

    private static boolean accepts(Part part, String name) {
        return switch (part) {
            case Any _, AnyNumber _ -> true;
            case OneOf(Set<String> names) -> names.contains(name);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
