package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.List;

/**
 * The module {@code logger}, and what its {@code with} and {@code named} give (specification §11):
 * a name and fields that every line of it carries. Never changes; the line goes to the log of the
 * process that asks.
 */
final class LoggerValue extends Userdata implements Holder {
    private static final int BYTES = 48;
    private static final int FIELD_BYTES = 120;
    private static final int NAME_CHARS_MAX = 128;
    private static final int REDUCTIONS = 10;
    static final SealedTable METATABLE =
            metatable(
                    new SealedTable("logger methods")
                            .with(new Builtin("debug", args -> log(args, LogLine.Level.DEBUG)))
                            .with(new Builtin("info", args -> log(args, LogLine.Level.INFO)))
                            .with(new Builtin("warn", args -> log(args, LogLine.Level.WARN)))
                            .with(new Builtin("error", args -> log(args, LogLine.Level.ERROR)))
                            .with(new Builtin("with", LoggerValue::with))
                            .with(new Builtin("named", LoggerValue::named)),
                    new Builtin("__tostring", args -> Utf8.bytes(logger(args).toString())));

    private final String name;
    private final List<LogLine.Field> fields;

    private LoggerValue(String name, List<LogLine.Field> fields) {
        super(METATABLE);
        this.name = name;
        this.fields = fields;
    }

    /** The logger without a name and fields. */
    static LoggerValue root() {
        return new LoggerValue("", List.of());
    }

    @Override
    public long hold(Retained retained) {
        return bytes();
    }

    private long bytes() {
        long chars = fields.stream().mapToLong(LogLine.Field::length).sum();
        return BYTES + name.length() + (long) FIELD_BYTES * fields.size() + chars;
    }

    @Override
    public String toString() {
        return "logger{" + name + "}";
    }

    private static LoggerValue logger(Varargs args) {
        return Arguments.instance(args, 1, LoggerValue.class, "logger");
    }

    private static Varargs log(Varargs args, LogLine.Level level) {
        LoggerValue logger = logger(args);
        LuaProcess process = LuaProcess.self();
        process.charge(REDUCTIONS);
        String text = LogText.message(Arguments.any(args, 2), process);
        List<LogLine.Field> fields = LogText.fields(logger.fields, args, 3, process);
        process.world().log(new LogLine(level, logger.name, text, fields));
        return LuaValue.NONE;
    }

    private static Varargs with(Varargs args) {
        LoggerValue logger = logger(args);
        Arguments.table(args, 2);
        LuaProcess process = LuaProcess.self();
        var with = new LoggerValue(logger.name, LogText.fields(logger.fields, args, 2, process));
        process.allocate(with.bytes());
        return with;
    }

    private static Varargs named(Varargs args) {
        LoggerValue logger = logger(args);
        String last = Utf8.string(Arguments.string(args, 2));
        String name = logger.name.isEmpty() ? last : logger.name + "." + last;
        if (last.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw Arguments.bad(2, "a name of 1 to " + NAME_CHARS_MAX + " characters expected");
        }
        LuaProcess.self().allocate(BYTES + name.length());
        return new LoggerValue(name, logger.fields);
    }
}
