package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A message as the inbox gives it: {@code msg:topic()}, {@code msg:from()}, {@code msg:payload()}.
 * Read as fields, which the seed tutorial prints, they show their value (specification §12 #3).
 */
final class LuaMessage extends Userdata implements Holder {
    private static final int BYTES = 80;

    private static final SealedTable METATABLE =
            new SealedTable("message")
                    .with(new Builtin("__index", LuaMessage::field))
                    .with(new Builtin("__tostring", args -> valueOf("message")))
                    .with("__metatable", FALSE)
                    .seal();

    private final Signal.Message message;
    private final LuaValue payload;

    LuaMessage(Signal.Message message, Meter meter) {
        super(METATABLE);
        this.message = message;
        this.payload = LuaPayload.of(message.payload(), meter).value();
    }

    @Override
    public long hold(Retained retained) {
        retained.add(payload);
        return BYTES;
    }

    private static Varargs field(Varargs args) {
        LuaMessage self = Arguments.instance(args, 1, LuaMessage.class, "message");
        return switch (Fault.plainText(args.arg(2))) {
            case "topic" -> new ShownMethod(Utf8.bytes(self.message.topic()));
            case "from" ->
                    new ShownMethod(
                            self.message.from() == null
                                    ? NIL
                                    : Utf8.bytes(self.message.from().toString()));
            case "payload" -> new ShownMethod(self.payload);
            default -> NIL;
        };
    }
}
