package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Life-cycle events as Lua tables (specification §3.2 and §12 #1). */
final class Events {
    static final LuaValue CANCEL = LuaValue.valueOf("pid.cancel");
    static final LuaValue EXIT = LuaValue.valueOf("pid.exit");
    static final LuaValue LINK_DOWN = LuaValue.valueOf("pid.link.down");
    static final LuaValue OUTDATED = LuaValue.valueOf("pid.outdated");

    /** A result is a table, and prints as the value or the error that it holds. */
    private static final SealedTable RESULT =
            new SealedTable("result")
                    .with(new Builtin("__tostring", args -> ToText.of(shown(args.arg1()))))
                    .with(Concatenation.of(Events::text))
                    .with("__metatable", LuaValue.FALSE)
                    .seal();

    private static final int BYTES = 500; // two tables
    private static final int FIELDS = 5; // of an event, the result and error of an end included

    private static final LuaString KIND_FIELD = LuaString.valueOf("kind");
    private static final LuaString FROM = LuaString.valueOf("from");
    private static final LuaString AT = LuaString.valueOf("at");
    private static final LuaString RESULT_FIELD = LuaString.valueOf("result");
    private static final LuaString VALUE = LuaString.valueOf("value");
    private static final LuaString ERROR = LuaString.valueOf("error");

    private Events() {}

    static boolean isCancel(LuaValue event) {
        return event.get(KIND_FIELD) == CANCEL;
    }

    static boolean isOutdated(LuaValue event) {
        return event.get(KIND_FIELD) == OUTDATED;
    }

    /** What the event of an end keeps in memory until it is read, in bytes. */
    static long bytes(Ending ending) {
        return switch (ending) {
            case Ending.Returned(Payload value) -> BYTES + (value == null ? 0 : value.bytes());
            case Ending.Failed(Failure failure) -> bytes(failure);
        };
    }

    /** The same of a failure. */
    static long bytes(Failure failure) {
        return BYTES + Fault.bytes(failure);
    }

    static LuaTable exit(Signal.Exit exit, Meter meter) {
        LuaTable event = event(EXIT, exit.from().toString(), exit.atSeconds());
        LuaTable result = new Table(0, 1);
        switch (exit.ending()) {
            case Ending.Returned(Payload value) -> {
                if (value != null) { // else main returned nothing
                    result.rawset(VALUE, LuaPayload.copyOf(value, meter));
                }
            }
            case Ending.Failed(Failure failure) -> failed(event, result, failure);
        }
        result.setmetatable(RESULT);
        event.rawset(RESULT_FIELD, result);
        return event;
    }

    static LuaTable linkDown(Signal.LinkDown down) {
        LuaTable event = event(LINK_DOWN, down.from().toString(), down.atSeconds());
        LuaTable result = new Table(0, 1);
        failed(event, result, down.failure());
        result.setmetatable(RESULT);
        event.rawset(RESULT_FIELD, result);
        return event;
    }

    static LuaTable cancel(Signal.Cancel cancel) {
        LuaTable event = event(CANCEL, cancel.from().toString(), cancel.atSeconds());
        if (cancel.deadlineMillis() != 0) {
            Instant deadline = Instant.ofEpochMilli(cancel.deadlineMillis());
            event.set("deadline", DateTimeFormatter.ISO_INSTANT.format(deadline));
        }
        if (cancel.reason() != null) {
            event.set("reason", cancel.reason());
        }
        return event;
    }

    /** Without its sources, which may become more until it is read. */
    static LuaTable outdated(Signal.Outdated outdated) {
        return event(OUTDATED, outdated.from().toString(), outdated.atSeconds());
    }

    static void setSources(LuaTable event, Set<String> sources) {
        LuaTable list = new Table(sources.size(), 0);
        int i = 0;
        for (String source : sources) {
            list.rawset(++i, Utf8.bytes(source));
        }
        event.set("sources", list);
    }

    private static LuaTable event(LuaValue kind, String from, long atSeconds) {
        LuaTable event = new Table(0, FIELDS);
        event.rawset(KIND_FIELD, kind);
        event.rawset(FROM, Utf8.bytes(from));
        event.rawset(AT, LuaValue.valueOf((double) atSeconds));
        return event;
    }

    private static void failed(LuaTable event, LuaTable result, Failure failure) {
        Fault fault = new Fault(failure.ofAnother());
        result.rawset(ERROR, fault);
        event.rawset(ERROR, fault);
    }

    private static LuaValue shown(LuaValue result) {
        LuaValue error = result.get(ERROR);
        return error.isnil() ? result.get(VALUE) : error;
    }

    private static LuaString text(LuaValue value) {
        return value instanceof LuaTable && value.getmetatable() == RESULT
                ? ToText.of(shown(value))
                : null;
    }
}
