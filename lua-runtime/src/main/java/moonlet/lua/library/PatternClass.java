package moonlet.lua.library;

/**
 * The character classes of patterns, such as {@code %a}: ASCII, as C has them in its own locale.
 */
final class PatternClass {
    private PatternClass() {}

    /** Whether {@code %letter} matches; a capital is the complement, no class is itself. */
    static boolean matches(int letter, int value) {
        boolean in =
                switch (letter | 0x20) {
                    case 'a' -> isLetter(value);
                    case 'c' -> isControl(value);
                    case 'd' -> isDigit(value);
                    case 'g' -> value > ' ' && value < 127;
                    case 'l' -> value >= 'a' && value <= 'z';
                    case 'p' -> value > ' ' && value < 127 && !isLetter(value) && !isDigit(value);
                    case 's' -> value == ' ' || value >= '\t' && value <= '\r';
                    case 'u' -> value >= 'A' && value <= 'Z';
                    case 'w' -> isLetter(value) || isDigit(value);
                    case 'x' -> isDigit(value) || isBetween(value | 0x20, 'a', 'f');
                    case 'z' -> value == 0;
                    default -> letter == value;
                };
        return isCapitalOfClass(letter) != in;
    }

    static boolean isDigit(int value) {
        return isBetween(value, '0', '9');
    }

    static boolean isControl(int value) {
        return value < ' ' || value == 127;
    }

    private static boolean isLetter(int value) {
        return isBetween(value | 0x20, 'a', 'z');
    }

    private static boolean isBetween(int value, int low, int high) {
        return value >= low && value <= high;
    }

    private static boolean isCapitalOfClass(int letter) {
        return switch (letter) {
            case 'A', 'C', 'D', 'G', 'L', 'P', 'S', 'U', 'W', 'X', 'Z' -> true;
            default -> false;
        };
    }
}
