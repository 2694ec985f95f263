package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Position;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The global {@code errors}, and the methods of error objects (specification §7.2). */
final class ErrorsModule {
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("error methods")
                            .with(new Builtin("kind", args -> text(failure(args).kind().text())))
                            .with(new Builtin("message", args -> text(failure(args).message())))
                            .with(new Builtin("retryable", ErrorsModule::retryable))
                            .with(new Builtin("details", ErrorsModule::details))
                            .with(new Builtin("stack", args -> text(stack(failure(args))))),
                    new Builtin("__tostring", args -> text(failure(args).message())),
                    Concatenation.of(_ -> null));

    /** A line number in a position. */
    private static final Pattern LINE = Pattern.compile("[0-9]{1,9}");

    private static final int WRAP_REDUCTIONS = 20; // the stack is looked at

    private ErrorsModule() {}

    static SealedTable create() {
        SealedTable errors =
                new SealedTable("errors")
                        .with(new Builtin("new", ErrorsModule::create))
                        .with(new Builtin("wrap", ErrorsModule::wrap))
                        .with(new Builtin("is", ErrorsModule::is))
                        .with(new Builtin("call_stack", ErrorsModule::callStack));
        for (ErrorKind kind : ErrorKind.values()) {
            errors.with(kind.name(), text(kind.text()));
        }
        return errors.seal();
    }

    private static LuaString text(String text) {
        return Utf8.bytes(text);
    }

    private static Failure failure(Varargs args) {
        return Arguments.instance(args, 1, Fault.class, "error").failure();
    }

    private static LuaValue retryable(Varargs args) {
        Boolean retryable = failure(args).retryable();
        return retryable == null ? LuaValue.NIL : LuaValue.valueOf(retryable);
    }

    private static LuaValue details(Varargs args) {
        Payload details = failure(args).details();
        return details == null ? LuaValue.NIL : LuaPayload.copyOf(details, Meter.current());
    }

    private static String stack(Failure failure) {
        String first = failure.message().isEmpty() ? "(no message)" : failure.message();
        return failure.stack() == null || failure.stack().isEmpty()
                ? first
                : first + "\nstack traceback:\n" + failure.stack();
    }

    private static Fault create(Varargs args) {
        if (!(args.arg1() instanceof LuaTable fields)) {
            if (!(args.arg1() instanceof LuaString message)) {
                throw Arguments.expected(args, 1, "string or table");
            }
            return new Fault(
                    new Failure(ErrorKind.UNKNOWN, Utf8.string(message), null, null, null));
        }
        if (!(fields.get("message") instanceof LuaString message)) {
            throw Arguments.bad(1, "field 'message' must be a string");
        }
        LuaValue retryable = fields.get("retryable");
        LuaValue details = fields.get("details");
        return new Fault(
                new Failure(
                        kind(fields.get("kind")),
                        Utf8.string(message),
                        retryable.isnil() ? null : retryable.toboolean(),
                        details.istable() && !details.next(LuaValue.NIL).arg1().isnil()
                                ? Copier.lenient(details, limits())
                                : null,
                        null,
                        !retryable.isnil() && !retryable.toboolean()));
    }

    private static ErrorKind kind(LuaValue given) {
        if (given.isnil()) {
            return ErrorKind.UNKNOWN;
        }
        if (!(given instanceof LuaString text)) {
            throw Arguments.bad(1, "field 'kind' must be a string");
        }
        String name = Utf8.string(text);
        ErrorKind kind = ErrorKind.of(name);
        if (!kind.text().equals(name)) {
            String kinds =
                    Arrays.stream(ErrorKind.values())
                            .map(ErrorKind::text)
                            .filter(known -> !known.isEmpty())
                            .collect(Collectors.joining(", "));
            throw Arguments.bad(1, "no kind of errors: \"" + name + "\"; kinds are " + kinds);
        }
        return kind;
    }

    /** The same error with a line of context in its stack, and where that was added. */
    private static Fault wrap(Varargs args) {
        LuaValue inner = args.arg1();
        String context = Utf8.string(Arguments.string(args, 2, text("")));
        Failure failure =
                inner instanceof Fault fault
                        ? fault.failure()
                        : new Failure(
                                ErrorKind.UNKNOWN,
                                Utf8.string(Arguments.string(args, 1)),
                                null,
                                null,
                                null);
        String inside = failure.stack() == null ? "" : failure.stack();
        String here = Position.current().map(position -> position + "\n").orElse("");
        String stack = context + "\n" + here + inside;
        Meter.current().allocate(stack.length());
        Meter.current().charge(WRAP_REDUCTIONS);
        return new Fault(
                new Failure(
                        failure.kind(),
                        failure.message(),
                        failure.retryable(),
                        failure.details(),
                        stack,
                        failure.permanent()));
    }

    private static LuaValue is(Varargs args) {
        return LuaValue.valueOf(
                args.arg1() instanceof Fault fault
                        && args.arg(2) instanceof LuaString kind
                        && fault.failure().kind().text().equals(Utf8.string(kind)));
    }

    /** Frames from the positions that the error passed; nil where it was never raised. */
    private static LuaValue callStack(Varargs args) {
        if (!(args.arg1() instanceof Fault fault) || fault.failure().stack() == null) {
            return LuaValue.NIL;
        }
        LuaTable frames = new Table();
        int level = 0;
        for (String line : fault.failure().stack().split("\n")) {
            int colon = line.lastIndexOf(':');
            String number = line.substring(colon + 1);
            if (colon > 0 && LINE.matcher(number).matches()) {
                LuaTable frame = new Table();
                frame.set("level", LuaValue.valueOf(level++));
                frame.set("source", text(line.substring(0, colon)));
                frame.set("line", LuaValue.valueOf(Integer.parseInt(number)));
                frame.set("name", text("?"));
                frame.set("type", text("lua"));
                frames.set(level, frame);
            }
        }
        LuaTable stack = new Table();
        stack.set("thread", text("main"));
        stack.set("frames", frames);
        return stack;
    }

    private static Limits limits() {
        return LuaProcess.self().limits();
    }
}
