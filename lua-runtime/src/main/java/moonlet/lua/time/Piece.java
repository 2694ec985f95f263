package moonlet.lua.time;

/** One piece of a layout; its text is what the layout says, and what errors show. */
sealed interface Piece {
    String text();

    /** Text that stands for itself; a space also matches many, or none at the end. */
    record Literal(String text) implements Piece {}

    /** A part of the reference time. */
    record Field(Element element) implements Piece {
        @Override
        public String text() {
            return element.text();
        }
    }

    /**
     * A zone as a number.
     *
     * @param zulu whether UTC is written {@code Z}
     * @param colons whether its parts are separated
     * @param parts 1 for hours, 2 with minutes, 3 with seconds
     */
    record Offset(String text, boolean zulu, boolean colons, int parts) implements Piece {}

    /**
     * Decimals of a second, with the dot or comma before them.
     *
     * @param trimmed whether trailing zeros are left out: the nines of {@code .999}
     */
    record Fraction(String text, boolean trimmed) implements Piece {
        char separator() {
            return text.charAt(0);
        }

        int digits() {
            return text.length() - 1;
        }
    }
}
