package moonlet.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class ItemCodecTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

    private final ItemCodec writer = Samples.at(Samples.NODE1, Samples.NODE2);
    private final ItemCodec reader = Samples.at(Samples.NODE2, Samples.NODE1);

    static List<Item> items() {
        return Samples.items();
    }

    @ParameterizedTest
    @MethodSource("items")
    void what_one_end_writes_the_other_reads(Item item) {
        assertEquals(item, reader.decode(writer.encode(item)));
    }

    @ParameterizedTest
    @MethodSource("items")
    void an_item_that_ends_anywhere_is_refused_or_another_item(Item item) {
        ByteString whole = writer.encode(item);
        for (int length = 0; length < whole.size(); length++) {
            onlyItsOwnError(whole.substring(0, length));
        }
    }

    @Test
    void bytes_that_are_changed_or_random_raise_nothing_but_its_own_error() {
        Random random = new Random(42);
        List<ByteString> samples = items().stream().map(writer::encode).toList();
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = samples.get(random.nextInt(samples.size())).toByteArray();
            if (i % 4 == 0) {
                bytes = new byte[random.nextInt(64)];
                random.nextBytes(bytes);
            }
            for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            onlyItsOwnError(ByteString.copyFrom(bytes));
        }
    }

    @Test
    void an_item_of_a_later_version_is_nothing() {
        assertNull(reader.decode(ByteString.copyFrom(HexFormat.of().parseHex("ca3e0101"))));
    }

    @Test
    void a_text_or_a_delta_that_is_too_long_is_refused() {
        String name = "x".repeat(WireLimits.DEFAULTS.textCharsMax() + 1);
        ByteString lookup = writer.encode(new NameItem.Lookup(1, name));
        assertThrows(BadWire.class, () -> reader.decode(lookup));
    }

    @Test
    void a_message_of_100_bytes_takes_at_most_60_more() {
        EncodedPayload payload = new EncodedPayload(ByteString.copyFrom(new byte[100]));
        Pid to = new Pid("node2", "app:processes", 0x19a3f2c4b11L, 99_999);
        ByteString item = writer.encode(new ProcessItem.Message(Samples.ONE, to, "topic", payload));
        assertTrue(item.size() <= 160, "bytes=" + item.size());
    }

    @Test
    void the_format_is_what_other_versions_read() {
        String one = "0801120d6170703a70726f636573736573182a"; // of the writer, app:processes, 42
        assertEquals("5213" + one, hex(new RelationItem.Monitor(Samples.ONE)));
        assertEquals("880209", hex(new SpawnItem.Abandon(9)));
        assertEquals(
                "0a3a0a13" + one + "1213" + one + "1a05746f70696322077061796c6f6164",
                hex(new ProcessItem.Message(Samples.ONE, Samples.ONE, "topic", Samples.PAYLOAD)));
    }

    private String hex(Item item) {
        return HexFormat.of().formatHex(writer.encode(item).toByteArray());
    }

    private void onlyItsOwnError(ByteString bytes) {
        try {
            reader.decode(bytes);
        } catch (BadWire refused) {
            assertTrue(refused.getMessage().length() > 5);
        }
    }
}
