package moonlet.lua.time;

import java.util.List;
import java.util.OptionalInt;

/** A text and how far it was read. Where something else stands, nothing is read. */
final class TextCursor {
    private final String text;
    private int at;

    TextCursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    String restFrom(int position) {
        return text.substring(position);
    }

    boolean isDigit(int ahead) {
        return Digits.isAt(text, at + ahead);
    }

    boolean isSeparator() {
        return !atEnd() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    }

    boolean take(String expected) {
        boolean found = text.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    /** The text of a layout; a space in it stands for any number, even none at the end. */
    boolean takeLiteral(String literal) {
        int next = 0;
        while (next < literal.length()) {
            if (literal.charAt(next) == ' ') {
                if (!atEnd() && text.charAt(at) != ' ') {
                    return false;
                }
                while (next < literal.length() && literal.charAt(next) == ' ') {
                    next++;
                }
                takeSpaces();
            } else if (!atEnd() && text.charAt(at) == literal.charAt(next)) {
                at++;
                next++;
            } else {
                return false;
            }
        }
        return true;
    }

    private void takeSpaces() {
        while (take(" ")) {
            continue;
        }
    }

    /** A number of so many digits: as many as there are, from {@code min} to {@code max}. */
    OptionalInt takeNumber(int min, int max) {
        int end = Math.min(Digits.end(text, at), at + max);
        if (end - at < min) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text.substring(at, end));
        at = end;
        return OptionalInt.of(number);
    }

    /** The index of the name that stands here, in upper or lower case. */
    OptionalInt takeName(List<String> names) {
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    /** The decimals behind a separator, as nanoseconds. */
    int takeNanos(int digits) {
        String decimals = text.substring(at + 1, at + 1 + digits);
        at += 1 + digits;
        return Integer.parseInt((decimals + "000000000").substring(0, 9));
    }

    /** How many digits follow the separator that stands here. */
    int decimals() {
        return Digits.end(text, at + 1) - at - 1;
    }

    /** An abbreviation such as {@code CET}; empty if there is none. */
    String takeZoneName() {
        int start = at;
        at += ZoneName.length(text, at);
        return text.substring(start, at);
    }
}
