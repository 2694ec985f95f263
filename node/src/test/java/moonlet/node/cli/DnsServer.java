package moonlet.node.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server on loopback that knows the IPv4 addresses of one name, as one node sees them. */
final class DnsServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int TTL_SECONDS = 30; // as a cluster's own DNS server may say
    private static final int IPV4 = 1;
    private static final int ANSWER = 0x8400;
    private static final int NO_SUCH_NAME = 3;

    private final String name;
    private final DatagramSocket socket;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<String> addresses = List.of();

    private DnsServer(String name, DatagramSocket socket) {
        this.name = name;
        this.socket = socket;
    }

    static DnsServer start(String name) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        DnsServer server = new DnsServer(name, new DatagramSocket(any));
        Thread.ofPlatform().daemon().name("dns").start(server::run);
        return server;
    }

    /** {@code HOST:PORT}. */
    String place() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** From here on the name leads to these; without any there is no such name. */
    void answer(List<String> those) {
        addresses = List.copyOf(those);
    }

    /** How often it was asked for IPv4 addresses. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        byte[] room = new byte[512];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(room, room.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(room, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private byte[] answer(ByteBuffer query) throws IOException {
        short id = query.getShort();
        query.position(HEADER);
        StringBuilder text = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            text.append(text.isEmpty() ? "" : ".")
                    .append(new String(label, StandardCharsets.UTF_8));
        }
        int type = query.getShort();
        int questionEnd = query.position() + 2; // behind the class
        boolean known = text.toString().equals(name) && !addresses.isEmpty();
        if (type == IPV4) {
            asked.incrementAndGet();
        }
        List<String> those = known && type == IPV4 ? addresses : List.of();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(
                ByteBuffer.allocate(HEADER)
                        .putShort(id)
                        .putShort((short) (known ? ANSWER : ANSWER | NO_SUCH_NAME))
                        .putShort((short) 1)
                        .putShort((short) those.size())
                        .array());
        out.write(query.array(), HEADER, questionEnd - HEADER);
        for (String address : those) {
            out.write(
                    ByteBuffer.allocate(16)
                            .putShort((short) (0xc000 | HEADER)) // the name of the question
                            .putShort((short) IPV4)
                            .putShort((short) 1)
                            .putInt(TTL_SECONDS)
                            .putShort((short) 4)
                            .put(InetAddress.getByName(address).getAddress())
                            .array());
        }
        return out.toByteArray();
    }
}
