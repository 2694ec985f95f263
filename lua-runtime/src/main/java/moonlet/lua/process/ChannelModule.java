package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The global {@code channel}, and the methods of channels (specification §6). */
final class ChannelModule {
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("channel methods")
                            .with(
                                    new Builtin(
                                            "send", args -> own(args, "send on").send(args.arg(2))))
                            .with(new Builtin("receive", args -> channel(args).receive()))
                            .with(new Builtin("close", ChannelModule::close))
                            .with(new Builtin("case_send", ChannelModule::caseSend))
                            .with(new Builtin("case_receive", ChannelModule::caseReceive)),
                    new Builtin("__tostring", args -> LuaValue.valueOf("channel")));

    private static final int CAPACITY_MAX = 1 << 20;

    private ChannelModule() {}

    static SealedTable create() {
        return new SealedTable("channel")
                .with(new Builtin("new", ChannelModule::create))
                .with(new Builtin("select", Select::call))
                .seal();
    }

    static Channel channel(Varargs args) {
        return Arguments.instance(args, 1, Channel.class, "channel");
    }

    private static Channel create(Varargs args) {
        long capacity = Arguments.integer(args, 1, 0);
        if (capacity > CAPACITY_MAX) {
            throw Arguments.bad(1, "a channel holds at most " + CAPACITY_MAX + " values");
        }
        return Channel.create(LuaProcess.self(), (int) Math.max(0, capacity));
    }

    private static Channel own(Varargs args, String what) {
        Channel channel = channel(args);
        channel.requireOwn(what);
        return channel;
    }

    private static Varargs close(Varargs args) {
        own(args, "close").close();
        return LuaValue.NONE;
    }

    private static SelectCase caseSend(Varargs args) {
        return new SelectCase(own(args, "send on"), args.arg(2), true);
    }

    private static SelectCase caseReceive(Varargs args) {
        return new SelectCase(channel(args), LuaValue.NIL, false);
    }
}
