package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

class TextHashTest {
    private static final int TEXTS = 20_000;

    @Test
    void pids_that_differ_in_their_number_only_hardly_collide() {
        assertSpread(i -> "{node1@app:processes|1a21eab4bbb." + i + "}");
    }

    @Test
    void texts_that_differ_at_the_front_only_hardly_collide() {
        assertSpread(i -> "%05d of a row of texts that go on in the same way".formatted(i));
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 39, 40, 255, 256, 257, 5_000})
    void a_text_has_the_same_hash_wherever_its_bytes_are(int length) {
        byte[] bytes = "x".repeat(length + 5).getBytes(StandardCharsets.US_ASCII);
        bytes[length + 4] = 'y';
        LuaString inside = LuaString.valueUsing(bytes, 4, length);
        LuaString own = LuaString.valueOf("x".repeat(length));
        assertEquals(TextHash.of(own), TextHash.of(inside));
    }

    @Test
    void compiled_code_finds_a_long_text_near_where_it_belongs() {
        LuaString key = LuaString.valueOf("a field with a name of more than 31 bytes");
        Table table = new Table();
        table.rawset(key, LuaValue.ONE);
        assertEquals(LuaValue.ONE, table.findNear(key));
    }

    /** In 65,536 places, of which chance would take 17,240. */
    private static void assertSpread(IntFunction<String> text) {
        long places =
                IntStream.range(0, TEXTS)
                        .map(i -> TextHash.of(LuaString.valueOf(text.apply(i))) & 0xffff)
                        .distinct()
                        .count();
        assertTrue(places > TEXTS * 3 / 4, () -> places + " places");
    }
}
