package moonlet.lua.security;

/**
 * Which actions or resources a policy is about: {@code *} for all, {@code prefix*} for those that
 * begin so, anything else for itself. {@code prefix.*} is {@code prefix*}: it means {@code prefix}
 * too.
 */
public record NamePattern(String text) {
    boolean matches(String name) {
        if (!text.endsWith("*")) {
            return text.equals(name);
        }
        int end = text.length() - (text.endsWith(".*") ? 2 : 1);
        return name.regionMatches(0, text, 0, end);
    }
}
