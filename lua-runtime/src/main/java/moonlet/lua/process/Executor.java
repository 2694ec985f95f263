package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.Context;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.function.Supplier;

/** What {@code funcs.new()} gives: calls functions with a context of its own; immutable. */
final class Executor extends Userdata implements Holder {
    private static final int BYTES = 48;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("executor methods")
                            .with(new Builtin("call", Executor::call))
                            .with(new Builtin("async", Executor::async))
                            .with(new Builtin("with_context", Executor::withContext))
                            .with(new Builtin("with_options", Executor::withOptions))
                            .with(new Builtin("with_actor", Executor::withActor))
                            .with(new Builtin("with_scope", Executor::withScope)),
                    new Builtin("__tostring", args -> LuaValue.valueOf("executor")));

    private final Context context;

    Executor(Context context) {
        super(METATABLE);
        LuaProcess.self().allocate(BYTES);
        this.context = context;
    }

    @Override
    public long hold(Retained retained) {
        if (context.values() instanceof LuaPayload values) {
            retained.add(values.value());
        }
        return BYTES;
    }

    private static Executor self(Varargs args) {
        return Arguments.instance(args, 1, Executor.class, "executor");
    }

    private static Varargs call(Varargs args) {
        return FunctionCalls.call(self(args).context, args.subargs(2));
    }

    private static Varargs async(Varargs args) {
        return FunctionCalls.async(self(args).context, args.subargs(2));
    }

    private static Varargs withContext(Varargs args) {
        return with(
                ContextPermissions.CALL.checkValues(),
                () -> Contexts.withValues(self(args).context, args, 2));
    }

    /** Programs of other implementations give options here; Moonlet has none of its own. */
    private static Varargs withOptions(Varargs args) {
        Context context = self(args).context;
        Arguments.table(args, 2);
        return with(ContextPermissions.CALL.checkValues(), () -> context);
    }

    private static Varargs withActor(Varargs args) {
        return with(
                ContextPermissions.CALL.checkSecurity(),
                () -> Contexts.withActor(self(args).context, args));
    }

    private static Varargs withScope(Varargs args) {
        return with(
                ContextPermissions.CALL.checkSecurity(),
                () -> Contexts.withScope(self(args).context, args));
    }

    private static Varargs with(Failure refused, Supplier<Context> context) {
        return refused != null ? Fault.results(refused) : new Executor(context.get());
    }
}
