package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;

import java.util.Arrays;
import java.util.Random;

class Utf8Test {
    private static final String[] PIECES = {
        "a", "\u00fc", "\u20ac", "\ud83d\ude00", "\0", "\uffff"
    };

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u00fc\u20ac", "x\ud83d\ude00y", "\ud83d\ude00", "\0"})
    void valid_text_is_the_same_text_in_java(String text) {
        LuaString lua = LuaString.valueUsing(text.getBytes(UTF_8));
        assertEquals(text, Utf8.string(lua));
        assertArrayEquals(text.getBytes(UTF_8), bytes(Utf8.bytes(text)));
    }

    @Test
    void random_bytes_come_back_as_they_were() {
        Random random = new Random(5);
        for (int run = 0; run < 20_000; run++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertComesBack(bytes);
        }
    }

    @Test
    void text_cut_and_damaged_anywhere_comes_back_as_it_was() {
        Random random = new Random(6);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            random.ints(4, 0, PIECES.length).forEach(i -> text.append(PIECES[i]));
            byte[] bytes = text.toString().getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (random.nextBoolean() ? 0 : 0x40);
            int from = random.nextInt(bytes.length);
            assertComesBack(Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    @Test
    void every_invalid_byte_is_one_lone_surrogate() {
        assertEquals("a\udcffb", Utf8.string(lua('a', 0xff, 'b')));
        assertEquals("\udcf0\udc9f\udc98", Utf8.string(lua(0xf0, 0x9f, 0x98)));
        assertEquals("\udced\udca0\udc80", Utf8.string(lua(0xed, 0xa0, 0x80)));
        assertEquals("\udcc0\udc80", Utf8.string(lua(0xc0, 0x80)));
    }

    @Test
    void a_piece_of_a_longer_string_is_only_that_piece() {
        assertEquals("\u00fc", Utf8.string(lua(0xff, 0xc3, 0xbc, 0xff).substring(1, 3)));
        assertEquals("b", Utf8.string(lua(0xff, 'b', 0xff).substring(1, 2)));
    }

    @Test
    void half_a_character_of_java_becomes_the_sign_for_that() {
        assertArrayEquals("x\ufffd".getBytes(UTF_8), bytes(Utf8.bytes("x\ud83d")));
        assertArrayEquals("\ufffdx".getBytes(UTF_8), bytes(Utf8.bytes("\udc7fx")));
    }

    @Test
    void people_see_a_sign_for_each_byte_that_is_no_text() {
        assertEquals("\ufffd\ud83d\ude00\ufffdx", Utf8.readable("\udcff\ud83d\ude00\ud83dx"));
        assertEquals("plain \u00fc", Utf8.readable("plain \u00fc"));
    }

    private static void assertComesBack(byte[] bytes) {
        String text = Utf8.string(LuaString.valueUsing(bytes.clone()));
        assertArrayEquals(bytes, bytes(Utf8.bytes(text)), () -> Arrays.toString(bytes));
    }

    private static LuaString lua(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return LuaString.valueUsing(bytes);
    }

    private static byte[] bytes(LuaString text) {
        byte[] bytes = new byte[text.m_length];
        text.copyInto(0, bytes, 0, bytes.length);
        return bytes;
    }
}
