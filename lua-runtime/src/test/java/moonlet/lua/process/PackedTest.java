package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Table;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.codec.BadWire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.HexFormat;
import java.util.Random;

/** Values on their way to another node. */
class PackedTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                1,
                63,
                64,
                -1,
                1.5,
                -1e300,
                0x1p53,
                0x1p31,
                -0x1p31,
                2147483647,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.MIN_VALUE
            })
    void numbers_are_what_they_were(double number) {
        double back = there(LuaValue.valueOf(number)).todouble();
        assertEquals(Double.doubleToRawLongBits(number), Double.doubleToRawLongBits(back));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 127, 128, 16_383, 16_384, 65_536, 3_000_000})
    void strings_are_byte_for_byte_what_they_were(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        assertTrue(there(LuaString.valueOf(bytes)).raweq(LuaString.valueOf(bytes)));
    }

    @Test
    void several_values_and_none_are_as_many() {
        LuaValue[] three = {LuaValue.NIL, LuaValue.TRUE, LuaValue.FALSE};
        LuaPayload payload = new LuaPayload(LuaValue.varargsOf(three), 48);
        assertEquals(3, PackedReader.read(PackedWriter.write(payload)).values().narg());
        ByteString nothing = PackedWriter.write(LuaPayload.NOTHING);
        assertEquals(0, PackedReader.read(nothing).values().narg());
    }

    @Test
    void tables_keep_their_shape() {
        LuaTable shared = new Table();
        LuaTable table = new Table();
        table.rawset(1, shared);
        table.rawset(2, shared);
        table.rawset(4, LuaValue.TRUE);
        table.rawset(LuaValue.valueOf("me"), table);
        table.rawset(LuaValue.valueOf(0.5), LuaValue.valueOf("half"));
        LuaTable back = there(table).checktable();
        assertSame(back.rawget(1), back.rawget(2));
        assertSame(back, back.rawget(LuaValue.valueOf("me")));
        assertSame(LuaValue.TRUE, back.rawget(4));
        assertEquals("half", back.rawget(LuaValue.valueOf(0.5)).tojstring());
    }

    @Test
    void errors_stay_errors() {
        LuaPayload details = new LuaPayload(LuaValue.valueOf("details"), 32);
        Failure failure = new Failure(ErrorKind.CONFLICT, "why", true, details, "here");
        Fault back = assertInstanceOf(Fault.class, there(new Fault(failure)));
        assertEquals(ErrorKind.CONFLICT, back.failure().kind());
        assertEquals("why here", back.failure().message() + " " + back.failure().stack());
        assertEquals(true, back.failure().retryable());
        assertEquals("details", LuaPayload.of(back.failure().details()).value().tojstring());
    }

    @Test
    void a_record_of_ten_fields_takes_at_most_145_bytes() {
        assertTrue(PackedWriter.write(record()).size() <= 145);
    }

    @Test
    void the_format_is_what_other_versions_read() {
        LuaTable table = new Table();
        table.rawset(1, LuaValue.valueOf(-2));
        table.rawset(LuaValue.valueOf("k"), LuaValue.valueOf(1.5));
        byte[] bytes = PackedWriter.write(new LuaPayload(table, 0)).toByteArray();
        assertEquals("010106010303416b043ff800000000000009", HexFormat.of().formatHex(bytes));
    }

    @Test
    void bytes_that_end_anywhere_are_refused() {
        ByteString whole = PackedWriter.write(record());
        for (int length = 0; length < whole.size(); length++) {
            ByteString part = whole.substring(0, length);
            assertThrows(BadWire.class, () -> PackedReader.read(part), "length " + length);
        }
    }

    @Test
    void bytes_that_are_changed_or_random_raise_nothing_but_its_own_error() {
        Random random = new Random(44);
        byte[] sample = PackedWriter.write(record()).toByteArray();
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = i % 3 == 0 ? new byte[random.nextInt(200)] : sample.clone();
            if (i % 3 == 0) {
                random.nextBytes(bytes);
            }
            for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (bytes.length > 0 && i % 2 == 0) {
                bytes[0] = Packed.VERSION;
            }
            onlyItsOwnError(bytes);
        }
    }

    @Test
    void nesting_without_end_is_refused() {
        byte[] deep = new byte[100_000];
        for (int i = 2; i + 1 < deep.length; i += 2) {
            deep[i] = Packed.TABLE;
            deep[i + 1] = 1;
        }
        deep[0] = Packed.VERSION;
        deep[1] = 1;
        assertThrows(BadWire.class, () -> PackedReader.read(ByteString.copyFrom(deep)));
    }

    private static LuaPayload record() {
        LuaTable record = new Table();
        for (int i = 0; i < 10; i++) {
            LuaValue value = i % 2 == 0 ? LuaValue.valueOf(i * 1000) : LuaValue.valueOf("text" + i);
            record.rawset(LuaValue.valueOf("field" + i), value);
        }
        return new LuaPayload(record, 500);
    }

    private static LuaValue there(LuaValue value) {
        return PackedReader.read(PackedWriter.write(new LuaPayload(value, 0))).value();
    }

    private static void onlyItsOwnError(byte[] bytes) {
        try {
            PackedReader.read(ByteString.copyFrom(bytes));
        } catch (BadWire refused) {
            assertTrue(refused.getMessage().length() > 5);
        }
    }
}
