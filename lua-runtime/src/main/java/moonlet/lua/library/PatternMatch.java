package moonlet.lua.library;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Arrays;

/**
 * One pattern applied to one string (Lua 5.2 manual §6.4.1): tries a position, and keeps the
 * captures of the last try. A try may take {@code patternStepsMax} steps and four for each byte of
 * the string, so that a pattern which goes once through the string always ends.
 *
 * <p>All positions are indexes into the arrays behind the two strings.
 */
final class PatternMatch {
    static final int NO_MATCH = -1;

    private static final int CAPTURES_MAX = 32;
    private static final int NESTING_MAX = 200;
    private static final int STEPS_PER_REDUCTION = 16;
    private static final int STEPS_PER_PAYMENT = 1024;
    private static final int CAPTURE_OPEN = -1;
    private static final int CAPTURE_POSITION = -2;

    private final Meter meter;
    private final byte[] text;
    private final int textStart;
    private final int textEnd;
    private final byte[] pattern;
    private final int patternEnd;
    private final int[] captureStart = new int[CAPTURES_MAX];
    private final int[] captureLength = new int[CAPTURES_MAX];
    private int captures;
    private int nesting;
    private long steps;
    private long stepsPaid;
    private long stepsNextPayment;
    private long stepsEnd;

    PatternMatch(Meter meter, LuaString text, LuaString pattern) {
        this.meter = meter;
        this.text = text.m_bytes;
        this.textStart = text.m_offset;
        this.textEnd = text.m_offset + text.m_length;
        this.pattern = pattern.m_bytes;
        this.patternEnd = pattern.m_offset + pattern.m_length;
    }

    /** Allows the steps of one search, which tries one position or several. */
    void startSearch() {
        stepsEnd = steps + meter.limits().patternStepsMax() + 4L * (textEnd - textStart);
        stepsNextPayment = Math.min(stepsPaid + STEPS_PER_PAYMENT, stepsEnd);
    }

    /** The end of the match that starts at {@code position}, or {@link #NO_MATCH}. */
    int match(int position, int patternPosition) {
        captures = 0;
        nesting = 0;
        return matchItems(position, patternPosition);
    }

    /** Pays for the steps that were taken since the last payment. */
    void pay() {
        meter.charge((steps - stepsPaid) / STEPS_PER_REDUCTION);
        stepsPaid = steps - (steps - stepsPaid) % STEPS_PER_REDUCTION;
    }

    /** The captures, or the whole match where the pattern has none. */
    Varargs captures(int start, int end) {
        return captures == 0 ? slice(start, end) : LuaValue.varargsOf(captureValues());
    }

    /** The captures, none where the pattern has none. */
    LuaValue[] captureValues() {
        var values = new LuaValue[captures];
        for (int i = 0; i < captures; i++) {
            values[i] = capture(i);
        }
        return values;
    }

    /** Capture {@code index} from 0; capture 0 of a pattern without captures is the match. */
    LuaValue capture(int index, int start, int end) {
        return index == 0 && captures == 0 ? slice(start, end) : capture(index);
    }

    /** Adds the match itself to {@code result}. */
    void addMatch(Bytes result, int start, int end) {
        result.add(text, start, end - start);
    }

    private LuaValue capture(int index) {
        if (index >= captures) {
            throw new Raised("invalid capture index");
        }
        int start = captureStart[index];
        return switch (captureLength[index]) {
            case CAPTURE_OPEN -> throw new Raised("unfinished capture");
            case CAPTURE_POSITION -> LuaValue.valueOf(start - textStart + 1);
            default -> slice(start, start + captureLength[index]);
        };
    }

    private LuaString slice(int start, int end) {
        meter.charge((end - start) / 64);
        return LuaString.valueOf(text, start, end - start);
    }

    private void step(int count) {
        steps += count;
        if (steps > stepsNextPayment) {
            pay();
            if (steps > stepsEnd) {
                throw new Raised(
                        "pattern match takes more steps than the limit patternStepsMax="
                                + meter.limits().patternStepsMax());
            }
            stepsNextPayment = Math.min(steps + STEPS_PER_PAYMENT, stepsEnd);
        }
    }

    private int matchItems(int position, int patternPosition) {
        if (++nesting > NESTING_MAX) {
            throw new Raised("pattern too complex");
        }
        int end = matchInSequence(position, patternPosition);
        nesting--;
        return end;
    }

    private int matchInSequence(int from, int patternFrom) {
        int at = from;
        int item = patternFrom;
        while (item < patternEnd) {
            step(1);
            switch (pattern[item]) {
                case '(' -> {
                    return openCapture(at, item + 1);
                }
                case ')' -> {
                    return closeCapture(at, item + 1);
                }
                case '$' -> {
                    if (item + 1 == patternEnd) {
                        return at == textEnd ? at : NO_MATCH;
                    }
                }
                case '%' -> {
                    int kind = item + 1 < patternEnd ? pattern[item + 1] : 0;
                    if (kind == 'b' || kind == 'f' || PatternClass.isDigit(kind)) {
                        at = matchSpecial(kind, at, item + 2);
                        if (at == NO_MATCH) {
                            return NO_MATCH;
                        }
                        item = afterSpecial(kind, item + 2);
                        continue;
                    }
                }
                default -> {}
            }
            int itemEnd = itemEnd(item);
            switch (itemEnd < patternEnd ? pattern[itemEnd] : 0) {
                case '?' -> {
                    boolean one = matchesOne(at, item, itemEnd);
                    int end = one ? matchItems(at + 1, itemEnd + 1) : NO_MATCH;
                    if (end != NO_MATCH) {
                        return end;
                    }
                    item = itemEnd + 1;
                }
                case '*' -> {
                    return matchMost(at, item, itemEnd, 0);
                }
                case '+' -> {
                    return matchMost(at, item, itemEnd, 1);
                }
                case '-' -> {
                    return matchLeast(at, item, itemEnd);
                }
                default -> {
                    if (!matchesOne(at, item, itemEnd)) {
                        return NO_MATCH;
                    }
                    at++;
                    item = itemEnd;
                }
            }
        }
        return at;
    }

    private int matchMost(int at, int item, int itemEnd, int least) {
        int count = 0;
        while (matchesOne(at + count, item, itemEnd)) {
            step(1);
            count++;
        }
        for (; count >= least; count--) {
            step(1);
            int end = matchItems(at + count, itemEnd + 1);
            if (end != NO_MATCH) {
                return end;
            }
        }
        return NO_MATCH;
    }

    private int matchLeast(int from, int item, int itemEnd) {
        for (int at = from; ; at++) {
            step(1);
            int end = matchItems(at, itemEnd + 1);
            if (end != NO_MATCH) {
                return end;
            }
            if (!matchesOne(at, item, itemEnd)) {
                return NO_MATCH;
            }
        }
    }

    private int openCapture(int at, int next) {
        if (captures >= CAPTURES_MAX) {
            throw new Raised("too many captures");
        }
        boolean position = next < patternEnd && pattern[next] == ')';
        captureStart[captures] = at;
        captureLength[captures] = position ? CAPTURE_POSITION : CAPTURE_OPEN;
        captures++;
        int end = matchItems(at, position ? next + 1 : next);
        if (end == NO_MATCH) {
            captures--;
        }
        return end;
    }

    private int closeCapture(int at, int next) {
        int open = captures - 1;
        while (open >= 0 && captureLength[open] != CAPTURE_OPEN) {
            open--;
        }
        if (open < 0) {
            throw new Raised("invalid pattern capture");
        }
        captureLength[open] = at - captureStart[open];
        int end = matchItems(at, next);
        if (end == NO_MATCH) {
            captureLength[open] = CAPTURE_OPEN;
        }
        return end;
    }

    /** {@code %b()}, {@code %f[set]} or {@code %1}; {@code item} is behind its letter. */
    private int matchSpecial(int kind, int at, int item) {
        return switch (kind) {
            case 'b' -> matchBalanced(at, item);
            case 'f' -> matchFrontier(at, item);
            default -> matchCaptured(at, kind);
        };
    }

    private int afterSpecial(int kind, int item) {
        return switch (kind) {
            case 'b' -> item + 2;
            case 'f' -> itemEnd(item);
            default -> item;
        };
    }

    private int matchBalanced(int from, int item) {
        if (item + 1 >= patternEnd) {
            throw new Raised("malformed pattern (missing arguments to '%b')");
        }
        if (from >= textEnd || text[from] != pattern[item]) {
            return NO_MATCH;
        }
        int open = 1;
        for (int at = from + 1; at < textEnd; at++) {
            step(1);
            if (text[at] == pattern[item + 1]) {
                if (--open == 0) {
                    return at + 1;
                }
            } else if (text[at] == pattern[item]) {
                open++;
            }
        }
        return NO_MATCH;
    }

    private int matchFrontier(int at, int item) {
        if (item >= patternEnd || pattern[item] != '[') {
            throw new Raised("missing '[' after '%f' in pattern");
        }
        int last = itemEnd(item) - 1;
        int before = at == textStart ? 0 : text[at - 1] & 0xff;
        int here = at < textEnd ? text[at] & 0xff : 0;
        return !inSet(before, item, last) && inSet(here, item, last) ? at : NO_MATCH;
    }

    private int matchCaptured(int at, int digit) {
        int index = digit - '1';
        if (index < 0 || index >= captures || captureLength[index] == CAPTURE_OPEN) {
            throw new Raised("invalid capture index %" + (index + 1));
        }
        int start = captureStart[index];
        int length = captureLength[index];
        if (length == CAPTURE_POSITION || textEnd - at < length) {
            return NO_MATCH;
        }
        step(length / STEPS_PER_REDUCTION);
        boolean same = Arrays.equals(text, start, start + length, text, at, at + length);
        return same ? at + length : NO_MATCH;
    }

    /** Where the single character or set that starts at {@code item} ends. */
    private int itemEnd(int item) {
        int at = item + 1;
        if (pattern[item] == '%') {
            if (at >= patternEnd) {
                throw new Raised("malformed pattern (ends with '%')");
            }
            return at + 1;
        }
        if (pattern[item] != '[') {
            return at;
        }
        if (at < patternEnd && pattern[at] == '^') {
            at++;
        }
        // A ']' that comes first belongs to the set.
        do {
            step(1);
            if (at < patternEnd && pattern[at++] == '%') {
                at++;
            }
            if (at >= patternEnd) {
                throw new Raised("malformed pattern (missing ']')");
            }
        } while (pattern[at] != ']');
        return at + 1;
    }

    private boolean matchesOne(int at, int item, int itemEnd) {
        if (at >= textEnd) {
            return false;
        }
        int value = text[at] & 0xff;
        return switch (pattern[item]) {
            case '.' -> true;
            case '%' -> PatternClass.matches(pattern[item + 1] & 0xff, value);
            case '[' -> inSet(value, item, itemEnd - 1);
            default -> (pattern[item] & 0xff) == value;
        };
    }

    /** Whether the set from '[' at {@code first} to ']' at {@code last} has {@code value}. */
    private boolean inSet(int value, int first, int last) {
        boolean complement = pattern[first + 1] == '^';
        int at = complement ? first + 2 : first + 1;
        while (at < last) {
            step(1);
            if (pattern[at] == '%') {
                if (PatternClass.matches(pattern[at + 1] & 0xff, value)) {
                    return !complement;
                }
                at += 2;
            } else if (at + 2 < last && pattern[at + 1] == '-') {
                if ((pattern[at] & 0xff) <= value && value <= (pattern[at + 2] & 0xff)) {
                    return !complement;
                }
                at += 3;
            } else {
                if ((pattern[at] & 0xff) == value) {
                    return !complement;
                }
                at++;
            }
        }
        return complement;
    }
}
