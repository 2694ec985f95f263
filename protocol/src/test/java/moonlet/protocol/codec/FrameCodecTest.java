package moonlet.protocol.codec;

import static moonlet.protocol.codec.Codecs.FRAMES;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import moonlet.protocol.codec.proto.FrameBytes;
import moonlet.protocol.codec.proto.HelloBytes;
import moonlet.protocol.codec.proto.PartBytes;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Part;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

class FrameCodecTest {
    private static final Frame FRAME =
            new Frame(
                    300,
                    7,
                    List.of(
                            new Part.Whole(ByteString.copyFromUtf8("ab")),
                            new Part.Piece(9, true, ByteString.copyFromUtf8("c"))));

    @Test
    void frames_come_back_one_after_the_other() {
        RandomItems random = new RandomItems(1);
        List<Frame> frames =
                Collections.nCopies(200, random).stream().map(RandomItems::frame).toList();
        ByteBuffer bytes = ByteBuffer.allocateDirect(16);
        for (Frame frame : frames) {
            bytes = FRAMES.write(frame, bytes);
        }
        bytes.flip();
        for (Frame frame : frames) {
            assertEquals(frame, FRAMES.read(bytes));
        }
        assertNull(FRAMES.read(bytes));
    }

    @Test
    void what_was_read_stays_when_the_buffer_is_filled_again() {
        ByteBuffer bytes = written(FRAME);
        Frame read = FRAMES.read(bytes);
        bytes.clear();
        while (bytes.hasRemaining()) {
            bytes.put((byte) -1);
        }
        assertEquals(FRAME, read);
    }

    @Test
    void a_piece_holds_no_more_than_itself() throws IOException {
        ByteString large = ByteString.copyFrom(new byte[10_000]);
        Part piece = new Part.Piece(9, false, ByteString.copyFromUtf8("c"));
        Frame read = FRAMES.read(written(new Frame(1, 0, List.of(new Part.Whole(large), piece))));
        assertEquals(1, Held.by(read.parts().getLast().bytes()));
    }

    @Test
    void hellos_come_back() {
        RandomItems random = new RandomItems(2);
        for (int i = 0; i < 500; i++) {
            Hello hello = random.hello();
            assertEquals(hello, FRAMES.readHello(content(FRAMES.write(hello))));
        }
    }

    @Test
    void a_frame_is_what_protobuf_makes_of_it() throws InvalidProtocolBufferException {
        FrameBytes read = FrameBytes.parseFrom(content(written(FRAME)));
        PartBytes piece = PartBytes.newBuilder(read.getParts(1)).build();
        assertEquals(300, read.getFirst());
        assertEquals(7, read.getAcknowledged());
        assertEquals("ab", read.getParts(0).getBytes().toStringUtf8());
        assertEquals(9, piece.getChunked());
        assertTrue(piece.getLast());
        assertEquals(ByteString.copyFrom(content(written(FRAME))), read.toByteString());
    }

    @Test
    void the_bytes_of_a_frame_and_a_hello_stay_the_same() {
        assertEquals("0000001408ac0210071a040a0261621a070a016310091801", hex(written(FRAME)));
        assertEquals(
                "0000001b0a026e3110011a026e3220022801300338ffffffffffffffffff01",
                hex(FRAMES.write(new Hello("n1", 1, "n2", 2, 1, 3, Hello.REFUSED))));
    }

    @Test
    void a_frame_that_is_not_all_there_stays_where_it_is() {
        ByteBuffer bytes = written(FRAME);
        for (int length = 0; length < bytes.capacity(); length++) {
            ByteBuffer cut = bytes.duplicate().limit(Math.min(length, bytes.limit() - 1));
            assertNull(FRAMES.read(cut));
            assertEquals(0, cut.position());
        }
    }

    @Test
    void fields_of_a_later_version_are_left_out() {
        ByteBuffer bytes =
                frame(
                        FrameBytes.newBuilder()
                                .setFirst(5)
                                .build()
                                .toByteString()
                                .concat(ByteString.fromHex("a03e01"))
                                .concat(ByteString.fromHex("1a03a03e01")));
        assertEquals(
                new Frame(5, 0, List.of(new Part.Whole(ByteString.EMPTY))), FRAMES.read(bytes));
    }

    @Test
    void what_a_frame_claims_is_checked() {
        assertBad(
                "a frame of -1 bytes; at most 262144 are read",
                ByteBuffer.allocate(4).putInt(0, -1));
        assertBad("a frame of 300000 bytes", ByteBuffer.allocate(4).putInt(0, 300_000));
        assertBad(
                "counted: -5", frame(FrameBytes.newBuilder().setFirst(-5).build().toByteString()));
        assertBad(
                "counted: -5",
                frame(FrameBytes.newBuilder().setAcknowledged(-5).build().toByteString()));
        ByteString empty = ByteString.fromHex("1a00");
        assertBad(
                "more parts in a frame than 65536",
                frame(
                        Collections.nCopies(65_537, empty).stream()
                                .reduce(ByteString.EMPTY, ByteString::concat)));
        assertBad("not a frame", frame(ByteString.fromHex("0c")));
    }

    @Test
    void what_a_hello_claims_is_checked() {
        HelloBytes.Builder good = HelloBytes.newBuilder().setNode("a").setPeerNode("b");
        assertBadHello("no node has", good.clone().setNode("a b"));
        assertBadHello("no node has", good.clone().setPeerNode(""));
        assertBadHello("counted: -2", good.clone().setAcknowledged(-2));
        assertBadHello("counted: -1", good.clone().setIncarnation(-1));
        assertBadHello("counted: -1", good.clone().setVersionMin(-1));
        assertThrows(BadWire.class, () -> FRAMES.helloBytes(new byte[] {0, 0, 17, 0}));
    }

    private static ByteBuffer written(Frame frame) {
        return FRAMES.write(frame, ByteBuffer.allocate(0)).flip();
    }

    private static ByteBuffer frame(ByteString content) {
        return ByteBuffer.allocate(4 + content.size())
                .putInt(content.size())
                .put(content.toByteArray())
                .flip();
    }

    private static byte[] content(ByteBuffer written) {
        byte[] content = new byte[written.remaining() - FrameCodec.LENGTH_BYTES];
        written.get(FrameCodec.LENGTH_BYTES, content);
        return content;
    }

    private static String hex(ByteBuffer written) {
        byte[] bytes = new byte[written.remaining()];
        written.get(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void assertBad(String why, ByteBuffer bytes) {
        BadWire bad = assertThrows(BadWire.class, () -> FRAMES.read(bytes));
        assertTrue(bad.getMessage().contains(why), bad.getMessage());
    }

    private static void assertBadHello(String why, HelloBytes.Builder hello) {
        byte[] content = hello.build().toByteArray();
        BadWire bad = assertThrows(BadWire.class, () -> FRAMES.readHello(content));
        assertTrue(bad.getMessage().contains(why), bad.getMessage());
    }
}
