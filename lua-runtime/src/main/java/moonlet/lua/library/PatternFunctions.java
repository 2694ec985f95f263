package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.find}, {@code match}, {@code gmatch} and {@code gsub}. */
final class PatternFunctions {
    private static final int PATTERN_BYTES_FREE = 64;
    private static final int BYTES_PER_REDUCTION = 16;

    private PatternFunctions() {}

    static Varargs find(Varargs args) {
        return search(args, true);
    }

    static Varargs match(Varargs args) {
        return search(args, false);
    }

    static Varargs gmatch(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        LuaString pattern = Arguments.string(args, 2);
        return new Builtin("gmatch", new Matches(text, pattern), text);
    }

    static Varargs gsub(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        LuaString pattern = Arguments.string(args, 2);
        Replacement replacement = Replacement.of(args, 3);
        long turnsMax = Arguments.integer(args, 4, text.m_length + 1L);
        Meter meter = Meter.current();
        var match = new PatternMatch(meter, text, pattern);
        var result = new Bytes(meter);
        boolean anchored = isAnchored(pattern);
        int items = pattern.m_offset + (anchored ? 1 : 0);
        int at = text.m_offset;
        int textEnd = text.m_offset + text.m_length;
        long turns = 0;
        while (turns < turnsMax) {
            match.startSearch();
            int end = match.match(at, items);
            if (end != PatternMatch.NO_MATCH) {
                turns++;
                meter.tick();
                replacement.add(result, match, at, end);
            }
            if (end > at) {
                at = end;
            } else if (at < textEnd) {
                result.add(text.m_bytes[at++]);
            } else {
                break;
            }
            if (anchored) {
                break;
            }
        }
        match.pay();
        result.add(text.m_bytes, at, textEnd - at);
        return LuaValue.varargsOf(result.text(), LuaValue.valueOf((double) turns));
    }

    private static Varargs search(Varargs args, boolean find) {
        LuaString text = Arguments.string(args, 1);
        LuaString pattern = Arguments.string(args, 2);
        long first = StringLibrary.position(Arguments.integer(args, 3, 1), text.m_length);
        int from = (int) Math.max(0, Math.min(first - 1, text.m_length + 1L));
        if (from > text.m_length) {
            return LuaValue.NIL;
        }
        if (find && (args.arg(4).toboolean() || isPlain(pattern))) {
            return findPlain(text, pattern, from);
        }
        var match = new PatternMatch(Meter.current(), text, pattern);
        boolean anchored = isAnchored(pattern);
        int items = pattern.m_offset + (anchored ? 1 : 0);
        int last = text.m_offset + (anchored ? from : text.m_length);
        match.startSearch();
        for (int at = text.m_offset + from; at <= last; at++) {
            int end = match.match(at, items);
            if (end != PatternMatch.NO_MATCH) {
                match.pay();
                return find
                        ? LuaValue.varargsOf(
                                LuaValue.valueOf(at - text.m_offset + 1),
                                LuaValue.valueOf(end - text.m_offset),
                                LuaValue.varargsOf(match.captureValues()))
                        : match.captures(at, end);
            }
        }
        match.pay();
        return LuaValue.NIL;
    }

    private static Varargs findPlain(LuaString text, LuaString part, int from) {
        int at = PlainSearch.indexOf(Meter.current(), text, part, from);
        return at < 0
                ? LuaValue.NIL
                : LuaValue.varargsOf(
                        LuaValue.valueOf(at + 1), LuaValue.valueOf(at + part.m_length));
    }

    private static boolean isAnchored(LuaString pattern) {
        return pattern.m_length > 0 && pattern.luaByte(0) == '^';
    }

    private static boolean isPlain(LuaString pattern) {
        if (pattern.m_length > PATTERN_BYTES_FREE) {
            Meter.current().charge(pattern.m_length / BYTES_PER_REDUCTION);
        }
        for (int i = 0; i < pattern.m_length; i++) {
            if ("^$*+?.([%-".indexOf(pattern.luaByte(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
