package moonlet.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Item;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

/**
 * Whatever bytes come, a decoder gives a value or {@link BadWire}, and allocates no more than the
 * bytes are worth. {@code mvn test -Pfuzz} tries a million.
 */
class WireFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final ItemCodec HERE = Codecs.items(RandomItems.SELF, RandomItems.PEER);
    private static final ItemCodec THERE = Codecs.items(RandomItems.PEER, RandomItems.SELF);

    @Test
    void items_cut_at_each_byte() {
        for (Item item : new RandomItems(3).all()) {
            ByteString bytes = HERE.encode(item);
            for (int length = 0; length < bytes.size(); length++) {
                Damage.read(bytes.substring(0, length).toByteArray(), WireFuzzTest::item);
            }
        }
    }

    @Test
    void damaged_items() {
        RandomItems random = new RandomItems(4);
        Damage damage = new Damage(random.random());
        for (int i = 0; i < INPUTS; i++) {
            Damage.read(damage.of(HERE.encode(random.item()).toByteArray()), WireFuzzTest::item);
        }
    }

    @Test
    void damaged_frames() {
        RandomItems random = new RandomItems(5);
        Damage damage = new Damage(random.random());
        for (int i = 0; i < INPUTS; i++) {
            ByteBuffer frame = Codecs.FRAMES.write(random.frame(), ByteBuffer.allocate(0)).flip();
            Damage.read(damage.of(Damage.bytes(frame)), WireFuzzTest::frame);
        }
    }

    @Test
    void damaged_hellos() {
        RandomItems random = new RandomItems(6);
        Damage damage = new Damage(random.random());
        for (int i = 0; i < INPUTS; i++) {
            byte[] hello = Damage.bytes(Codecs.FRAMES.write(random.hello()).position(4));
            Damage.read(damage.of(hello), Codecs.FRAMES::readHello);
        }
    }

    /**
     * What could be read is an item that can be written, and stays the same then. It does not
     * matter whether it came in pieces.
     */
    private static void item(byte[] bytes) {
        ByteString whole = ByteString.copyFrom(bytes);
        ByteString begin = whole.substring(0, bytes.length / 2);
        ByteString pieces = begin.concat(whole.substring(bytes.length / 2));
        assertEquals(outcome(whole), outcome(pieces)); // short ones are of one piece
        Item item = THERE.decode(whole);
        if (item != null) { // a node's failure is written without its details
            Item written = THERE.decode(HERE.encode(item));
            assertEquals(written, THERE.decode(HERE.encode(written)));
        }
    }

    private static Object outcome(ByteString bytes) {
        try {
            return THERE.decode(bytes);
        } catch (BadWire bad) {
            return BadWire.class;
        }
    }

    private static void frame(byte[] bytes) {
        Codecs.FRAMES.read(ByteBuffer.wrap(bytes));
    }
}
