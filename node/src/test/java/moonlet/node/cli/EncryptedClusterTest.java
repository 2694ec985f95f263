package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.app.Setting;
import moonlet.node.cluster.CannotStart;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A cluster whose nodes show each other certificates: node1 is here, the others are JVMs. */
@Tag("machines")
class EncryptedClusterTest {
    private static final String APP =
            Path.of(EncryptedClusterTest.class.getResource("/cluster").getPath()).toString();

    private final List<Jvm> others = new ArrayList<>();
    private Certificates own;
    private Node node1;

    @TempDir private Path folder;

    @BeforeEach
    void one_node() throws Exception {
        own = Certificates.make(folder.resolve("own"));
        Map<Setting, String> flags =
                Map.of(Setting.NODE_NAME, "node1", Setting.LISTEN, "127.0.0.1:0");
        node1 =
                Workspace.read(Path.of(APP), null, own.environment(), flags).impatient().start();
    }

    @AfterEach
    void stop() {
        others.forEach(Jvm::close);
        node1.abandon();
    }

    @Test
    void nodes_with_certificates_of_one_authority_are_a_cluster_and_lose_nothing()
            throws Exception {
        member("node2", own.environment());
        member("node3", own.environment());
        node1.awaitOthers(2, Duration.ofSeconds(60));

        Object[] arguments = {"node2@c:processes", "node3@c:processes", 3};
        Ending ending =
                node1.call("c:flood", Payloads.of(List.of(arguments)))
                        .ending()
                        .get(60, TimeUnit.SECONDS);
        Map<?, ?> flood = (Map<?, ?>) Payloads.toJava(((Ending.Returned) ending).value());
        System.out.println("flood under TLS: " + flood);
        assertEquals(flood.get("sent"), flood.get("arrived"));
        assertTrue((double) flood.get("sent") > 1_000, flood.toString());
    }

    @Test
    void a_node_whose_process_is_gone_is_noticed_at_once_and_comes_back() throws Exception {
        Jvm node2 = member("node2", own.environment());
        member("node3", own.environment());
        node1.awaitOthers(2, Duration.ofSeconds(60));
        node2.kill();
        node2.awaitExit();
        member("node2", own.environment());
        node1.awaitOthers(2, Duration.ofSeconds(60));
    }

    @Test
    void a_certificate_of_another_authority_is_refused_and_both_sides_say_so() throws Exception {
        Jvm node2 = member("node2", own.environment());
        Jvm foreign =
                jvm("node3", Certificates.make(folder.resolve("foreign")).environment(), node2);
        foreign.awaitErr("its sides have no certificates of the same cluster");
        node2.awaitErr("its sides have no certificates of the same cluster");
        assertThrows(CannotStart.class, () -> node1.awaitOthers(2, Duration.ofSeconds(1)));
    }

    @Test
    void a_node_without_certificates_is_refused_and_that_is_said() throws Exception {
        Jvm node2 = member("node2", own.environment());
        jvm("node3", Map.of(), node2);
        node2.awaitErr("plaintext connection?");
        assertThrows(CannotStart.class, () -> node1.awaitOthers(2, Duration.ofSeconds(1)));
    }

    @Test
    void who_connects_and_says_nothing_is_let_go_and_holds_up_nobody() throws Exception {
        String[] at = node1.address().split(":");
        try (Socket silent = new Socket(at[0], Integer.parseInt(at[1]));
                Socket plain = new Socket(at[0], Integer.parseInt(at[1]))) {
            plain.getOutputStream().write("hello, in plain text\n".getBytes(StandardCharsets.UTF_8));
            member("node2", own.environment());
            node1.awaitOthers(1, Duration.ofSeconds(60));
            plain.setSoTimeout(60_000);
            InputStream answer = plain.getInputStream();
            assertTrue(answer.readAllBytes().length < 64, "more than an alert of TLS");
            assertTrue(silent.isConnected());
        }
    }

    private Jvm member(String name, Map<String, String> environment) throws Exception {
        Jvm jvm = jvm(name, environment, null);
        jvm.awaitUp();
        return jvm;
    }

    private Jvm jvm(String name, Map<String, String> environment, Jvm seed) throws Exception {
        List<String> before = new ArrayList<>(List.of("env"));
        environment.forEach((variable, value) -> before.add(variable + "=" + value));
        String by =
                seed == null
                        ? node1.address()
                        : seed.err().getLast().replaceAll(".* address=(\\S+).*", "$1");
        Jvm jvm =
                Jvm.start(
                        before, "run", APP, "--name", name, "--listen", "127.0.0.1:0", "--seed", by,
                        "--admin", "off");
        others.add(jvm);
        return jvm;
    }
}
