package moonlet.lua.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a clock on the wall hangs.
 *
 * @param name as Lua sees it: {@code UTC}, {@code Local}, {@code Europe/Berlin}, or the name of a
 *     fixed zone, in the form of {@link ByteText}
 * @param zone the rules of its clock
 * @param fixed whether the name is also the abbreviation, the whole year round
 */
record Location(String name, ZoneId zone, boolean fixed) {
    static final int NAME_BYTES_MAX = 64;
    static final int OFFSET_SECONDS_MAX = 18 * 3600;
    static final Location UTC = new Location("UTC", ZoneOffset.UTC, true);

    /** Names of the data base that Java keeps apart from its regions. */
    private static final Set<String> LINKS = Set.of("EST", "MST", "HST");

    private static final DateTimeFormatter SHORT_NAME =
            DateTimeFormatter.ofPattern("zzz", Locale.US);

    static Location local(ZoneId zone) {
        return new Location("Local", zone, false);
    }

    /** Whether the time zone data base knows a region of this name. */
    static boolean isRegion(String name) {
        return LINKS.contains(name) || ZoneRulesProvider.getAvailableZoneIds().contains(name);
    }

    static Location region(String name) {
        ZoneId zone = LINKS.contains(name) ? ZoneId.of(name, ZoneId.SHORT_IDS) : ZoneId.of(name);
        return new Location(name, zone, false);
    }

    static Location fixed(String name, long offsetSeconds) throws BadTime {
        if (name.length() > NAME_BYTES_MAX) {
            throw new BadTime(
                    "zone name of " + name.length() + " bytes is longer than " + NAME_BYTES_MAX);
        }
        if (Math.abs(offsetSeconds) > OFFSET_SECONDS_MAX) {
            throw new BadTime(
                    "zone offset must be within 18 hours, in seconds: offset=" + offsetSeconds);
        }
        return new Location(name, ZoneOffset.ofTotalSeconds((int) offsetSeconds), true);
    }

    int offsetSeconds(Instant instant) {
        return zone.getRules().getOffset(instant).getTotalSeconds();
    }

    /**
     * The second at which the clock shows a local time, given as if it were UTC. Of a time that the
     * clock skips or shows twice this takes the reading that Go takes: the offset that holds one
     * guessed offset earlier.
     */
    long toEpochSecond(long localSecond) {
        long guess = localSecond - offsetSeconds(Instant.ofEpochSecond(localSecond));
        return localSecond - offsetSeconds(Instant.ofEpochSecond(guess));
    }

    /** {@code CET}, {@code EDT}; {@code -03} or {@code +0545} where there is no such word. */
    String abbreviation(Instant instant) {
        if (fixed && !name.isEmpty()) {
            return name;
        }
        if (zone instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) && !fixed ? "UTC" : numeric(instant);
        }
        String word = SHORT_NAME.format(instant.atZone(zone));
        return isWord(word) ? word : shortest(numeric(instant));
    }

    /** As the data base abbreviates a zone: without minutes where there are none. */
    private static String shortest(String number) {
        return number.endsWith("00") ? number.substring(0, 3) : number;
    }

    private String numeric(Instant instant) {
        int minutes = offsetSeconds(instant) / 60;
        int size = Math.abs(minutes);
        return String.format(
                Locale.ROOT, "%s%02d%02d", minutes < 0 ? "-" : "+", size / 60, size % 60);
    }

    private static boolean isWord(String text) {
        return text.length() >= 3
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }

    /**
     * The offset that this place calls {@code abbreviation} at a local time; in winter it also
     * finds the name of the summer time next to it, and the other way round.
     */
    OptionalInt offsetCalled(String abbreviation, LocalDateTime time) {
        ZoneRules rules = zone.getRules();
        Stream<Instant> now = rules.getValidOffsets(time).stream().map(time::toInstant);
        Instant near = time.toInstant(ZoneOffset.UTC);
        Stream<Instant> nearby =
                Stream.of(rules.previousTransition(near), rules.nextTransition(near))
                        .filter(transition -> transition != null)
                        .map(ZoneOffsetTransition::getInstant)
                        .flatMap(change -> Stream.of(change.minusSeconds(1), change));
        return Stream.concat(now, nearby)
                .filter(instant -> abbreviation(instant).equals(abbreviation))
                .mapToInt(this::offsetSeconds)
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
