package moonlet.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.DeltaBytes;
import moonlet.protocol.codec.proto.ExitBytes;
import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.MessageBytes;
import moonlet.protocol.codec.proto.PidBytes;
import moonlet.protocol.codec.proto.RefusedBytes;
import moonlet.protocol.codec.proto.Side;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class ItemCodecTest {
    private static final ItemCodec HERE = Codecs.items(RandomItems.SELF, RandomItems.PEER);
    private static final ItemCodec THERE = Codecs.items(RandomItems.PEER, RandomItems.SELF);
    private static final Pid A = new Pid("node1", "app:processes", 0x19a3f2c4b10L, 42);
    private static final Pid B = new Pid("node2", "app:processes", 0x19a3f2c4b11L, 700);

    @Test
    void every_kind_of_item_is_tried() {
        Set<Class<?>> kinds = kindsOf(Item.class).collect(Collectors.toSet());
        Set<Class<?>> tried =
                new RandomItems(0).all().stream().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(kinds, tried);
    }

    @Test
    void what_is_written_is_read_on_the_other_side() {
        for (int seed = 0; seed < 500; seed++) {
            for (Item item : new RandomItems(seed).all()) {
                assertEquals(item, THERE.decode(HERE.encode(item)));
            }
        }
    }

    @Test
    void a_payload_is_written_by_the_encoder_of_its_owner() {
        Payload lua = () -> 5;
        ItemCodec codec =
                new ItemCodec(
                        RandomItems.SELF,
                        RandomItems.PEER,
                        payload -> ByteString.copyFromUtf8("of " + payload.bytes()),
                        WireLimits.DEFAULTS);
        Item read = THERE.decode(codec.encode(new ProcessItem.Message(A, B, "t", lua)));
        Payload payload = ((ProcessItem.Message) read).payload();
        assertEquals(new EncodedPayload(ByteString.copyFromUtf8("of 5")), payload);
    }

    @Test
    void a_message_of_100_bytes_has_at_most_60_bytes_around_it() {
        Payload payload = new EncodedPayload(ByteString.copyFrom(new byte[100]));
        ByteString bytes = HERE.encode(new ProcessItem.Message(A, B, "job", payload));
        assertTrue(bytes.size() <= 160, "bytes=" + bytes.size());
    }

    @Test
    void the_bytes_of_a_message_stay_the_same() {
        Payload payload = new EncodedPayload(ByteString.fromHex("0101c374"));
        assertWritten(
                "0a360a130801120d6170703a70726f636573736573182a12140802120d6170703a7072"
                        + "6f63657373657318bc051a036a6f6222040101c374",
                new ProcessItem.Message(A, B, "job", payload));
    }

    @Test
    void the_bytes_of_a_link_down_stay_the_same() {
        Failure failure = new Failure(ErrorKind.TIMEOUT, "late", true, null, "a.lua:1");
        assertWritten(
                "8201440a130801120d6170703a70726f636573736573182a120b120168180222026e33"
                        + "28011a1a0a0754696d656f757412046c61746518012a07612e6c75613a312080e2cfaa"
                        + "06",
                new RelationItem.LinkDown(A, new Pid("n3", "h", 1, 2), failure, 1_700_000_000));
    }

    @Test
    void the_bytes_of_a_delta_stay_the_same() {
        List<NameItem.Change> changes =
                List.of(new NameItem.Change("n", A, 7), new NameItem.Change("m", null, 0));
        assertWritten(
                "92032c0a056e616d657310051807221a0a016e12130801120d6170703a70726f636573"
                        + "736573182a180722030a016d",
                new NameItem.Delta("names", 5, 7, changes));
    }

    @Test
    void votes_keep_their_form() {
        assertWritten(
                "aa031f080112066e616d653a6e1a130801120d6170703a70726f636573736573182a",
                new NameItem.Bid(1, "name:n", A));
        assertWritten("b003ac02", new NameItem.Promised(300));
        assertWritten("ca03090a056e6f6465321007", new NameItem.Gone(new NodeStart("node2", 7)));
    }

    @Test
    void a_claim_and_its_refusal_keep_their_form() {
        Failure why = Failure.of(ErrorKind.PERMISSION_DENIED, "no");
        Context ann = new Context(null, new Actor("ann", null), Set.of("p"));
        assertWritten(
                "e203420a130801120d6170703a70726f636573736573182a120c12050a03616e6e1a030a0170"
                        + "1a1dc2021a080112016e1a130801120d6170703a70726f636573736573182a",
                new AccessItem.OnBehalf(A, ann, new NameItem.Claim(1, "n", A)));
        assertWritten(
                "f2031c080112180a105065726d697373696f6e44656e69656412026e6f1800",
                new NameItem.Denied(1, why));
        assertWritten(
                "fa031c080112180a105065726d697373696f6e44656e69656412026e6f1800",
                new NameItem.Vetoed(1, why));
    }

    @Test
    void a_kind_of_a_later_version_is_null() {
        assertNull(HERE.decode(ByteString.fromHex("a23e03616263"))); // field 1000
    }

    @Test
    void a_field_of_a_later_version_is_left_out() {
        ByteString later =
                HERE.encode(new FlowItem.Gone(A, 3)).concat(ByteString.fromHex("a03e01"));
        assertEquals(new FlowItem.Gone(A, 3), THERE.decode(later));
    }

    @Test
    void fields_of_a_later_version_are_left_out_of_a_message_and_behind_it() {
        Payload payload = new EncodedPayload(ByteString.fromHex("0101c374"));
        Item message = new ProcessItem.Message(A, B, "job", payload);
        ByteString bytes = HERE.encode(message);
        ByteString later = ByteString.fromHex("a03e01");
        ByteString longer = ByteString.fromHex("0a39"); // 0a36 with three bytes more
        assertEquals(message, THERE.decode(bytes.concat(later)));
        assertEquals(message, THERE.decode(longer.concat(bytes.substring(2)).concat(later)));
    }

    @Test
    void a_message_begins_its_item() {
        Payload payload = new EncodedPayload(ByteString.fromHex("0101c374"));
        ByteString bytes = HERE.encode(new ProcessItem.Message(A, B, "job", payload));
        assertBad("does not begin its item", ByteString.fromHex("a03e01").concat(bytes));
    }

    @Test
    void a_message_is_as_long_as_it_says_and_so_is_what_follows() {
        Payload payload = new EncodedPayload(ByteString.copyFrom(new byte[300]));
        ByteString bytes = HERE.encode(new ProcessItem.Message(A, B, "job", payload));
        ByteString longer = oneByteMore(bytes);
        assertBad("not an item", bytes.substring(0, 300));
        assertBad("not an item", longer);
        assertBad("ends early", longer.substring(0, 200).concat(longer.substring(200)));
        assertBad("not an item", bytes.concat(ByteString.fromHex("a23e7f")));
    }

    @Test
    void a_payload_holds_no_more_than_itself() throws IOException {
        Payload payload = new EncodedPayload(ByteString.copyFrom(new byte[100]));
        ByteString bytes = HERE.encode(new ProcessItem.Message(A, B, "job", payload));
        byte[] frame = new byte[10_000];
        bytes.copyTo(frame, 50);
        ByteString item = UnsafeByteOperations.unsafeWrap(frame, 50, bytes.size());
        ProcessItem.Message read = (ProcessItem.Message) THERE.decode(item);
        assertEquals(100, Held.by(((EncodedPayload) read.payload()).content()));
    }

    @Test
    void an_item_is_what_protobuf_makes_of_it() throws IOException {
        for (Item item : new RandomItems(7).all()) {
            ByteString written = HERE.encode(item);
            assertEquals(ItemBytes.parseFrom(written).toByteString(), written);
        }
    }

    @Test
    void however_many_pids_there_are_each_message_keeps_its_own() {
        Payload payload = new EncodedPayload(ByteString.fromHex("0101c374"));
        for (int i = 0; i < 5_000; i++) {
            String host = i % 11 == 0 ? "h".repeat(200) : "app:h" + i % 7;
            Pid from = new Pid("node" + (1 + i % 3), host, A.incarnation() + i % 2, i % 50);
            Pid to = new Pid("node2", "app:h" + i % 5, B.incarnation(), i % 49);
            Item message = new ProcessItem.Message(from, to, "t", payload);
            assertEquals(message, THERE.decode(HERE.encode(message)));
        }
    }

    @Test
    void bad_pids_are_refused() {
        assertBad("a host id is", PidBytes.newBuilder().setSide(Side.WRITER));
        assertBad("a host id is", pid("a b"));
        assertBad("a host id is", pid("h".repeat(256)));
        assertBad("a text of 5000 bytes; at most 4096 are read", pid("h".repeat(5000)));
        assertBad("a node name is", pid("h").setSide(Side.ELSEWHERE).setNode("a b"));
        assertBad("5000 characters", pid("h").setSide(Side.ELSEWHERE).setNode("n".repeat(5000)));
        assertBad("not negative", pid("h").setNumber(-1));
        assertBad("unknown side", pid("h").setSideValue(9));
    }

    @Test
    void what_an_item_needs_is_there() {
        assertBad("a payload without bytes", message("topic"));
        assertBad("at most 4096 are read", message("t".repeat(4097)));
        assertBad("without its pid", "c20200"); // a claim
        assertBad("without its failure", "f20300"); // a refused one
        assertBad("without its ending", "6200"); // an exit
        assertBad(
                "without its ending",
                ItemBytes.newBuilder()
                        .setExit(ExitBytes.newBuilder().setFrom(pid("h")))
                        .build()
                        .toByteString());
        assertBad(
                "without its failure",
                ItemBytes.newBuilder()
                        .setRefused(RefusedBytes.newBuilder())
                        .build()
                        .toByteString());
        assertBad("counted: -1", HERE.encode(new SpawnItem.Abandon(-1)));
        assertBad("counted: -1", HERE.encode(new FlowItem.Gone(A, -1)));
        assertBad("earlier version", HERE.encode(new NameItem.Delta("m", 2, 1, List.of())));
    }

    @Test
    void too_many_changes_are_counted_and_not_read() {
        DeltaBytes.Builder delta = DeltaBytes.newBuilder();
        ByteString empty = ByteString.fromHex("2200");
        ByteString half =
                Collections.nCopies(3000, empty).stream()
                        .reduce(ByteString.EMPTY, ByteString::concat);
        ByteString item = ItemBytes.newBuilder().setDelta(delta).build().toByteString();
        assertEquals("920300", HexFormat.of().formatHex(item.toByteArray()));
        ByteString part = ByteString.fromHex("9203f02e").concat(half);
        assertBad("a delta of 6000 changes; at most 4096", part.concat(part));
    }

    @Test
    void a_text_that_no_reader_takes_is_not_written() {
        Item item = new NameItem.Lookup(1, "n".repeat(5000));
        Exception refused = assertThrows(IllegalArgumentException.class, () -> HERE.encode(item));
        assertEquals("a text of 5000 bytes; at most 4096 are written", refused.getMessage());
    }

    @Test
    void what_a_node_says_of_a_failure_is_never_large() {
        String huge = "\u20ac".repeat(1 << 20);
        Failure failure = new Failure(ErrorKind.INTERNAL, huge, null, null, huge);
        ByteString bytes = HERE.encode(new SpawnItem.Refused(1, failure));
        assertTrue(bytes.size() < 32 << 10, "bytes=" + bytes.size());
        assertTrue(
                THERE.decode(bytes) instanceof SpawnItem.Refused r
                        && r.why().message().endsWith("..."));
    }

    /** With a length, in the two bytes behind the tag, that is not true. */
    private static ByteString oneByteMore(ByteString message) {
        byte[] bytes = message.toByteArray();
        bytes[1]++;
        return ByteString.copyFrom(bytes);
    }

    private static Stream<Class<?>> kindsOf(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(ItemCodecTest::kindsOf)
                : Stream.of(family);
    }

    private static void assertWritten(String hex, Item item) {
        ByteString bytes = HERE.encode(item);
        assertEquals(hex, HexFormat.of().formatHex(bytes.toByteArray()));
        assertEquals(item, THERE.decode(bytes));
    }

    private static PidBytes.Builder pid(String host) {
        return PidBytes.newBuilder().setSide(Side.WRITER).setHost(ByteString.copyFromUtf8(host));
    }

    private static ByteString message(String topic) {
        MessageBytes.Builder message =
                MessageBytes.newBuilder()
                        .setFrom(pid("h"))
                        .setTo(pid("h"))
                        .setTopic(ByteString.copyFromUtf8(topic));
        return ItemBytes.newBuilder().setMessage(message).build().toByteString();
    }

    private static void assertBad(String why, PidBytes.Builder pid) {
        assertBad(why, ItemBytes.newBuilder().setMonitor(pid).build().toByteString());
    }

    private static void assertBad(String why, String hex) {
        assertBad(why, ByteString.fromHex(hex));
    }

    private static void assertBad(String why, ByteString item) {
        BadWire bad = assertThrows(BadWire.class, () -> HERE.decode(item));
        assertTrue(bad.getMessage().contains(why), bad.getMessage());
    }
}
