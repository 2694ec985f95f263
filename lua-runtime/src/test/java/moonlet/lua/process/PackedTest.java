package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Table;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.codec.EncodedPayload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.HexFormat;
import java.util.Random;

class PackedTest {
    @Test
    void what_is_written_is_read_with_the_same_shape() {
        Random random = new Random(1);
        RandomValues values = new RandomValues(random);
        for (int i = 0; i < 5_000; i++) {
            LuaPayload payload = values.payload();
            SameShape.check(payload.values(), read(PackedWriter.write(payload)).values());
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
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
        double back = read(PackedWriter.write(of(LuaValue.valueOf(number)))).value().todouble();
        assertEquals(Double.doubleToRawLongBits(number), Double.doubleToRawLongBits(back));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 127, 128, 16_383, 16_384, 65_536, 3_000_000})
    void strings_are_byte_for_byte_what_they_were(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        LuaString string = LuaString.valueUsing(bytes);
        assertTrue(read(PackedWriter.write(of(string))).value().raweq(string));
    }

    @Test
    void a_record_of_ten_fields_takes_some_145_bytes() {
        int bytes = PackedWriter.write(of(record())).size();
        assertTrue(bytes <= 150, "bytes=" + bytes);
    }

    @Test
    void the_bytes_of_plain_values_stay_the_same() throws Copier.NotSendable {
        LuaValue[] values = {
            LuaValue.NIL,
            LuaValue.TRUE,
            LuaValue.FALSE,
            LuaValue.valueOf(63),
            LuaValue.valueOf(64),
            LuaValue.valueOf(-1),
            LuaValue.valueOf(Integer.MIN_VALUE),
            LuaValue.valueOf(1.5),
            LuaValue.valueOf("ab"),
            LuaValue.valueOf("x".repeat(64))
        };
        LuaPayload payload = Copier.strict(LuaValue.varargsOf(values), Limits.DEFAULTS);
        assertWritten(
                "010a000201bf038001030103ffffffff0f043ff8000000000000426162"
                        + "0540"
                        + "78".repeat(64),
                payload);
    }

    @Test
    void the_bytes_of_tables_stay_the_same() {
        LuaTable list = new Table();
        list.set(1, LuaValue.valueOf(5));
        list.set(3, list);
        LuaTable table = new Table();
        table.set("list", list);
        table.set("again", list);
        assertWritten("010106000245616761696e06030085000701446c6973740701", of(table));
    }

    @Test
    void the_bytes_of_an_error_stay_the_same() {
        LuaTable details = new Table();
        details.set("n", LuaValue.valueOf(1));
        Failure failure = new Failure(ErrorKind.TIMEOUT, "late", true, of(details), "a:1");
        assertWritten(
                "0101084754696d656f7574446c6174650243613a3102080101060001416e81",
                of(new Fault(failure)));
    }

    @Test
    void errors_inside_errors_keep_their_details_to_a_depth() {
        Failure failure = null;
        for (int i = 0; i <= 100_000; i++) {
            LuaTable details = new Table();
            details.set(1, failure == null ? LuaValue.TRUE : new Fault(failure));
            failure = new Failure(ErrorKind.INTERNAL, "m" + i, null, of(details), null);
        }
        LuaValue value = read(PackedWriter.write(of(new Fault(failure)))).value();
        int depth = 0;
        for (; ((Fault) value).failure().details() != null; depth++) {
            Payload details = ((Fault) value).failure().details();
            value = LuaPayload.copyOf(details, Meter.current()).get(1);
        }
        assertEquals(Packed.DETAILS_MAX, depth);
    }

    @Test
    void details_that_came_from_elsewhere_go_on_as_they_are() {
        EncodedPayload details = new EncodedPayload(PackedWriter.write(of(record())));
        Failure failure = new Failure(ErrorKind.CONFLICT, "m", null, details, null);
        LuaValue value = read(PackedWriter.write(of(new Fault(failure)))).value();
        assertEquals(failure, ((Fault) value).failure());
    }

    @Test
    void reading_is_the_work_of_the_process_that_receives() {
        CountingMeter meter = new CountingMeter(Limits.DEFAULTS);
        ByteString small = PackedWriter.write(of(LuaValue.valueOf("x".repeat(1 << 10))));
        PackedReader.read(small, meter);
        assertEquals(Limits.DEFAULTS.reductionsPerSlice() - 17, meter.left());
        PackedReader.read(PackedWriter.write(of(LuaValue.valueOf("x".repeat(1 << 20)))), meter);
        assertEquals(0, meter.left());
    }

    @Test
    void a_process_is_not_given_more_than_it_may_keep() {
        PackedBuffer bytes = new PackedBuffer(0);
        bytes.all(ByteString.fromHex("010106"));
        bytes.number(12_000_000);
        bytes.number(0);
        bytes.all(ByteString.copyFrom(new byte[12_000_000]));
        ByteString all = bytes.finish();
        Raised raised =
                assertThrows(
                        Raised.class,
                        () -> PackedReader.read(all, new CountingMeter(Limits.DEFAULTS)));
        assertTrue(raised.getMessage().contains("retainedBytesMax=268435456"), raised.getMessage());
    }

    @Test
    void bad_bytes_say_what_is_wrong_with_them() {
        assertBad("values end in the middle", "");
        assertBad("values of version 2; this node reads 1", "0200");
        assertBad("bytes after the last value: 1", "010000");
        assertBad("a count of 5 where 1 bytes are left", "010500");
        assertBad("an unknown kind of value: 9", "010109");
        assertBad("an unknown kind of value: 192", "0101c0");
        assertBad("100 bytes where 1 bytes are left", "0101056400");
        assertBad("a number of more than five bytes", "010103ffffffffff01");
        assertBad("a reference to number 0 of 0", "01010700");
        assertBad("a table key that is nil", "01010600010000");
        assertBad("a table key that is nil", "0101060001047ff800000000000000");
        assertBad("an unknown kind of value: 8", "0101" + "08".repeat(100_000));
        assertBad("a failure where true is 5", "010108404005");
        assertBad("nested deeper than 1000", "0101" + "060100".repeat(1_001) + "00");
    }

    @Test
    void tables_that_promise_the_same_bytes_again_and_again_are_not_made() {
        StringBuilder hex = new StringBuilder("0101");
        for (int i = 0; i < 900; i++) {
            hex.append("06a01f00"); // 4000 items each, in one message of 4 KB
        }
        assertBad("bytes are left", hex + "00".repeat(3000));
    }

    private static void assertWritten(String hex, LuaPayload payload) {
        ByteString bytes = PackedWriter.write(payload);
        assertEquals(hex, HexFormat.of().formatHex(bytes.toByteArray()));
        SameShape.check(payload.values(), read(bytes).values());
    }

    private static void assertBad(String why, String hex) {
        BadWire bad = assertThrows(BadWire.class, () -> read(ByteString.fromHex(hex)));
        assertTrue(bad.getMessage().contains(why), bad.getMessage());
    }

    private static LuaTable record() {
        LuaTable record = new Table();
        record.set("id", LuaValue.valueOf(1_234_567));
        record.set("name", LuaValue.valueOf("Ada Lovelace"));
        record.set("email", LuaValue.valueOf("ada@example.org"));
        record.set("active", LuaValue.TRUE);
        record.set("score", LuaValue.valueOf(98.25));
        record.set("created", LuaValue.valueOf(1_764_120_000.5));
        record.set("city", LuaValue.valueOf("London"));
        record.set("role", LuaValue.valueOf("engineer"));
        record.set("visits", LuaValue.valueOf(42));
        record.set("language", LuaValue.valueOf("en"));
        return record;
    }

    private static LuaPayload read(ByteString bytes) {
        return PackedReader.read(bytes, Meter.current());
    }

    private static LuaPayload of(LuaValue value) {
        return new LuaPayload(value, 100);
    }
}
