package moonlet.node.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.pattern.Patterns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What is below a message to another process and its answer: a round trip of 100 bytes over one
 * blocking socket, and over Pekko's Artery between two actors, from this JVM to another and back.
 * {@code compare-remote} runs it: "serve" in one JVM, then "ask" in another.
 */
public final class RawRoundTrips {
    private static final int SOCKET_PORT = 25_091;
    private static final int ARTERY_PORT = 25_092;
    private static final int BYTES = 100;
    private static final int ROUNDS = 20_000;
    private static final int WARM_UPS = 8;

    private RawRoundTrips() {}

    @FunctionalInterface
    private interface RoundTrip {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            system(ARTERY_PORT).actorOf(Props.create(Mirror.class, Mirror::new), "mirror");
            serveSocket();
        } else {
            askSocket();
            askArtery();
        }
    }

    private static void serveSocket() throws IOException {
        try (ServerSocket server =
                        new ServerSocket(SOCKET_PORT, 1, InetAddress.getLoopbackAddress());
                Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] message = new byte[BYTES];
            while (true) {
                in.readFully(message);
                socket.getOutputStream().write(message);
            }
        }
    }

    private static void askSocket() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SOCKET_PORT)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            byte[] message = new byte[BYTES];
            measure(
                    "raw-socket",
                    () -> {
                        out.write(message);
                        in.readFully(message);
                    });
        }
    }

    private static void askArtery() throws Exception {
        ActorSystem system = system(0);
        String path = "pekko://raw@127.0.0.1:" + ARTERY_PORT + "/user/mirror";
        ActorRef mirror =
                system.actorSelection(path)
                        .resolveOne(Duration.ofSeconds(10))
                        .toCompletableFuture()
                        .get();
        byte[] message = new byte[BYTES];
        measure(
                "raw-artery",
                () ->
                        Patterns.ask(mirror, message, Duration.ofSeconds(10))
                                .toCompletableFuture()
                                .get());
        system.terminate();
    }

    private static void measure(String name, RoundTrip trip) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int round = 0; round <= WARM_UPS; round++) {
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                trip.run();
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        print(name + ".p50", nanos[ROUNDS / 2]);
        print(name + ".p99", nanos[ROUNDS * 99 / 100]);
    }

    private static void print(String name, long nanos) {
        System.out.printf(Locale.ROOT, "%s %.1f us%n", name, nanos / 1e3);
    }

    private static ActorSystem system(int port) {
        Config own =
                ConfigFactory.parseMap(
                        Map.of(
                                "pekko.actor.provider",
                                "remote",
                                "pekko.remote.artery.transport",
                                "tcp",
                                "pekko.remote.artery.canonical.hostname",
                                "127.0.0.1",
                                "pekko.remote.artery.canonical.port",
                                port,
                                "pekko.fail-mixed-versions", // discovery is behind
                                "off",
                                "pekko.remote.warn-about-direct-use",
                                "off"));
        return ActorSystem.create("raw", own.withFallback(ConfigFactory.load()));
    }

    /** Sends back what it gets. */
    static final class Mirror extends UntypedAbstractActor {
        @Override
        public void onReceive(Object message) {
            sender().tell(message, self());
        }
    }
}
