package moonlet.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Part;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class FrameCodecTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final Frame FRAME =
            new Frame(
                    7,
                    5,
                    List.of(
                            new Part.Whole(ByteString.copyFromUtf8("whole")),
                            new Part.Piece(3, false, ByteString.copyFromUtf8("piece")),
                            new Part.Piece(3, true, ByteString.EMPTY)));
    private static final Hello HELLO =
            new Hello("node1", 1L << 41, "node2", 0, 1, 2, Hello.REFUSED);

    private final FrameCodec codec = new FrameCodec(WireLimits.DEFAULTS);

    @Test
    void frames_come_out_of_a_stream_as_they_went_in() {
        ByteBuffer bytes = codec.write(FRAME, ByteBuffer.allocate(8)); // it grows
        bytes = codec.write(new Frame(1, 0, List.of()), bytes).flip();
        assertEquals(FRAME, codec.read(bytes));
        assertEquals(new Frame(1, 0, List.of()), codec.read(bytes));
        assertNull(codec.read(bytes));
    }

    @Test
    void a_frame_that_has_not_come_completely_waits() {
        ByteBuffer bytes = codec.write(FRAME, ByteBuffer.allocateDirect(256)).flip();
        for (int length = 0; length < bytes.limit(); length++) {
            ByteBuffer part = bytes.duplicate().limit(length);
            assertNull(codec.read(part), "length " + length);
            assertEquals(0, part.position());
        }
    }

    @Test
    void a_hello_is_read_as_it_was_written() {
        ByteBuffer bytes = codec.write(HELLO);
        byte[] length = new byte[FrameCodec.LENGTH_BYTES];
        bytes.get(length);
        assertEquals(bytes.remaining(), codec.helloBytes(length));
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        assertEquals(HELLO, codec.readHello(content));
    }

    @Test
    void a_length_beyond_the_limit_is_refused_before_anything_is_allocated() {
        for (int length : new int[] {-1, Integer.MAX_VALUE, (1 << 20) + 1}) {
            ByteBuffer bytes = ByteBuffer.allocate(4).putInt(length).flip();
            assertThrows(BadWire.class, () -> codec.read(bytes), "length " + length);
            assertThrows(BadWire.class, () -> codec.helloBytes(bytes.array()), "hello " + length);
        }
    }

    @Test
    void bytes_that_are_changed_raise_nothing_but_its_own_error() {
        Random random = new Random(43);
        byte[] frame = bytes(codec.write(FRAME, ByteBuffer.allocate(256)).flip());
        byte[] hello = bytes(codec.write(HELLO));
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = (i % 2 == 0 ? frame : hello).clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            onlyItsOwnError(() -> codec.read(ByteBuffer.wrap(bytes)));
            onlyItsOwnError(() -> codec.readHello(Arrays.copyOfRange(bytes, 4, bytes.length)));
        }
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return bytes;
    }

    private static void onlyItsOwnError(Runnable reading) {
        try {
            reading.run();
        } catch (BadWire refused) {
            assertTrue(refused.getMessage().length() > 5);
        }
    }
}
