package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code process.listen} and {@code unlisten}, and the globals {@code subscribe} and {@code
 * unsubscribe}, which bind a channel of the program's own (specification §3.1, §6).
 */
final class Listening {
    private Listening() {}

    static SealedTable fill(SealedTable globals) {
        return globals.with(
                        Signature.of("subscribe", "topic", "channel").builtin(Listening::subscribe))
                .with(Signature.of("unsubscribe", "channel").predicate(Listening::unlisten));
    }

    static Varargs listen(Varargs args) {
        if (!(args.arg1() instanceof LuaString topic)) {
            throw Arguments.expected(args, 1, "string");
        }
        Failure wrong = Topic.wrong(topic, "listen to");
        if (wrong != null) {
            return Fault.results(wrong);
        }
        LuaTable options = args.arg(2).isnil() ? null : Arguments.table(args, 2);
        boolean asMessages = options != null && options.get("message").toboolean();
        return LuaProcess.self().mailbox().listen(Utf8.string(topic), asMessages);
    }

    static Varargs unlisten(Varargs args) {
        Channel channel = ChannelModule.channel(args);
        return LuaProcess.self().mailbox().unlisten(channel)
                ? LuaValue.TRUE
                : LuaValue.varargsOf(
                        LuaValue.FALSE,
                        new Fault(Failure.of(ErrorKind.NOT_FOUND, "channel not found")));
    }

    private static Varargs subscribe(Varargs args) {
        if (!(args.arg1() instanceof LuaString topic)) {
            throw Arguments.expected(args, 1, "string");
        }
        Channel channel = Arguments.instance(args, 2, Channel.class, "channel");
        Mailbox mailbox = LuaProcess.self().mailbox();
        Failure wrong = Topic.wrong(topic, "listen to");
        if (wrong == null && (mailbox.isTaken(Utf8.string(topic)) || channel.topic() != null)) {
            wrong =
                    Failure.of(
                            ErrorKind.ALREADY_EXISTS,
                            "topic '"
                                    + Utf8.string(topic)
                                    + "' or this channel is subscribed already");
        }
        if (wrong == null && channel.isClosed()) {
            wrong = Failure.of(ErrorKind.INVALID, "the channel is closed");
        }
        if (wrong != null) {
            return Fault.results(wrong);
        }
        mailbox.subscribe(Utf8.string(topic), channel);
        return LuaValue.TRUE;
    }
}
