package moonlet.lua.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a time is written, said by example: the reference time written that way. */
record Layout(String text, List<Piece> pieces) {
    static final int BYTES_MAX = 1_000;

    private static final List<Piece> KNOWN = known();

    /** How {@code tostring} shows a time. */
    static final Layout FULL = compile("2006-01-02 15:04:05.999999999 -0700 MST");

    static final Layout RFC3339 = compile("2006-01-02T15:04:05Z07:00");

    static Layout of(String text) throws BadTime {
        if (text.length() > BYTES_MAX) {
            throw new BadTime("layout of " + text.length() + " bytes is longer than " + BYTES_MAX);
        }
        return compile(text);
    }

    String write(Moment moment) {
        return new LayoutWriter(moment).write(pieces);
    }

    /** The time that {@code value} says, at {@code location} unless it names another zone. */
    Moment read(String value, Location location) throws BadTime {
        return new LayoutReader(this, value).read().at(location);
    }

    private static Layout compile(String text) {
        var pieces = new ArrayList<Piece>();
        int literal = 0;
        int at = 0;
        while (at < text.length()) {
            Optional<Piece> piece = pieceAt(text, at);
            if (piece.isEmpty()) {
                at++;
                continue;
            }
            if (literal < at) {
                pieces.add(new Piece.Literal(text.substring(literal, at)));
            }
            pieces.add(piece.get());
            at += piece.get().text().length();
            literal = at;
        }
        if (literal < at) {
            pieces.add(new Piece.Literal(text.substring(literal)));
        }
        return new Layout(text, List.copyOf(pieces));
    }

    private static Optional<Piece> pieceAt(String layout, int at) {
        char c = layout.charAt(at);
        if (c == '.' || c == ',') {
            return fractionAt(layout, at);
        }
        for (Piece piece : KNOWN) {
            boolean found =
                    piece instanceof Piece.Field(Element element)
                            ? element.isAt(layout, at)
                            : layout.startsWith(piece.text(), at);
            if (found) {
                return Optional.of(piece);
            }
        }
        return Optional.empty();
    }

    /** Decimals are all zeros or all nines; with another digit behind them they are a number. */
    private static Optional<Piece> fractionAt(String layout, int at) {
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == layout.charAt(at + 1)) {
            end++;
        }
        if (end == at + 1 || end < layout.length() && Digits.isAt(layout, end)) {
            return Optional.empty();
        }
        char digit = layout.charAt(at + 1);
        return digit == '0' || digit == '9'
                ? Optional.of(new Piece.Fraction(layout.substring(at, end), digit == '9'))
                : Optional.empty();
    }

    /** Longest first, since some spellings begin others. */
    private static List<Piece> known() {
        Stream<Piece> fields = Stream.of(Element.values()).map(Piece.Field::new);
        Stream<Piece> offsets =
                Stream.of("-", "Z")
                        .flatMap(
                                sign ->
                                        Stream.of("07", "0700", "07:00", "070000", "07:00:00")
                                                .map(digits -> offset(sign, digits)));
        return Stream.concat(fields, offsets)
                .sorted(Comparator.comparingInt((Piece piece) -> -piece.text().length()))
                .toList();
    }

    private static Piece offset(String sign, String digits) {
        return new Piece.Offset(
                sign + digits,
                sign.equals("Z"),
                digits.contains(":"),
                digits.replace(":", "").length() / 2);
    }
}
