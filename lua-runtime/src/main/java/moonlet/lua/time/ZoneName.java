package moonlet.lua.time;

/** Abbreviations of zones in texts: {@code CET}, {@code CEST}, {@code GMT+3}, {@code +0530}. */
final class ZoneName {
    private static final int HOURS_MAX = 18;

    private ZoneName() {}

    /** How many chars of {@code text} from {@code at} look like a zone; 0 if it is none. */
    static int length(String text, int at) {
        String rest = text.substring(at, Math.min(text.length(), at + 8));
        if (rest.startsWith("ChST") || rest.startsWith("MeST")) {
            return 4;
        }
        if (rest.startsWith("GMT")) {
            return 3 + hoursLength(rest.substring(3));
        }
        if (rest.startsWith("+") || rest.startsWith("-")) {
            return numberLength(rest);
        }
        int capitals = 0;
        while (capitals < rest.length()
                && rest.charAt(capitals) >= 'A'
                && rest.charAt(capitals) <= 'Z') {
            capitals++;
        }
        boolean standard = capitals > 0 && rest.charAt(capitals - 1) == 'T';
        return switch (capitals) {
            case 3 -> 3;
            case 4 -> standard || rest.startsWith("WITA") ? 4 : 0;
            case 5 -> standard ? 5 : 0;
            default -> 0;
        };
    }

    /** A sign and up to two digits; 0 if there is no such thing. */
    private static int hoursLength(String text) {
        if (!text.startsWith("+") && !text.startsWith("-")) {
            return 0;
        }
        int end = Digits.end(text, 1);
        boolean hours = end == 2 || end == 3;
        return hours && Integer.parseInt(text.substring(1, end)) <= HOURS_MAX ? end : 0;
    }

    /** Hours alone or hours and minutes, as we write zones that have no word. */
    private static int numberLength(String text) {
        if (Digits.end(text, 1) != 5) {
            return hoursLength(text);
        }
        boolean possible =
                Integer.parseInt(text.substring(1, 3)) < HOURS_MAX
                        && Integer.parseInt(text.substring(3, 5)) < 60;
        return possible ? 5 : 0;
    }

    /**
     * What a name says by itself: nothing for a word, the number in {@code GMT+3} or {@code +03}.
     */
    static int offsetSeconds(String name) {
        String digits = name.startsWith("GMT") ? name.substring(3) : name;
        if (!digits.startsWith("+") && !digits.startsWith("-")) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return digits.length() == 5 ? number / 100 * 3_600 + number % 100 * 60 : number * 3_600;
    }
}
