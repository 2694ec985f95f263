package moonlet.lua.process;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Meter;
import moonlet.protocol.Payload;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.codec.EncodedPayload;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua values in transit: a deep copy that belongs to nobody but who receives it. */
final class LuaPayload implements Payload {
    static final LuaPayload NOTHING = new LuaPayload(LuaValue.NONE, 16);

    private final Varargs values;
    private final int bytes;

    LuaPayload(Varargs values, int bytes) {
        this.values = values;
        this.bytes = bytes;
    }

    /**
     * The values of a payload. One that came from another node is read here.
     *
     * @param meter of the process that is charged for that
     * @throws BadWire if its bytes are no values
     */
    static LuaPayload of(Payload payload, Meter meter) {
        return payload instanceof EncodedPayload(ByteString content)
                ? PackedReader.read(content, meter)
                : (LuaPayload) payload;
    }

    /**
     * The value of a payload that several processes may receive, as a copy that nobody else has.
     * What came from another node is that already, once it is read.
     *
     * @param payload null where there is none, which is nil
     */
    static LuaValue copyOf(Payload payload, Meter meter) {
        if (payload == null) {
            return LuaValue.NIL;
        }
        return payload instanceof LuaPayload shared
                ? Copier.again(shared.value())
                : of(payload, meter).value();
    }

    /** The same again, for a receiver of its own: no value, or one. */
    LuaPayload again() {
        return values.narg() == 0 ? this : new LuaPayload(Copier.again(value()), bytes);
    }

    @Override
    public int bytes() {
        return bytes;
    }

    /** All values; the receiver may keep them, so this payload must not be opened again. */
    Varargs values() {
        return values;
    }

    /** The only value, nil if there is none. */
    LuaValue value() {
        return values.arg1();
    }
}
