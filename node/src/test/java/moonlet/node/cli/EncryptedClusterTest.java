package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.app.Setting;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.Certificates;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private static final String REFUSED = "its sides have no certificates of the same cluster";

    private final List<Jvm> others = new ArrayList<>();
    private Certificates own;
    private Node node1;

    @TempDir private Path folder;

    @BeforeEach
    void one_node() throws Exception {
        own = Certificates.make(folder.resolve("own"));
        Map<Setting, String> flags =
                Map.of(Setting.NODE_NAME, "node1", Setting.LISTEN, "127.0.0.1:0");
        node1 = Workspace.read(Path.of(APP), null, own.environment(), flags).impatient().start();
    }

    @AfterEach
    void stop() {
        others.forEach(Jvm::close);
        node1.abandon();
    }

    @Test
    void nodes_with_certificates_of_one_authority_are_a_cluster_and_lose_nothing()
            throws Exception {
        member("node2", own);
        member("node3", own);
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
        Jvm node2 = member("node2", own);
        member("node3", own);
        node1.awaitOthers(2, Duration.ofSeconds(60));
        node2.kill();
        node2.awaitExit();
        member("node2", own);
        node1.awaitOthers(2, Duration.ofSeconds(60));
    }

    @Test
    void a_certificate_of_another_authority_is_refused_and_both_sides_say_so() throws Exception {
        Jvm node2 = member("node2", own);
        Certificates foreign = Certificates.make(folder.resolve("foreign"));
        Jvm stranger = jvm("node3", foreign.environment(), at(node2));
        stranger.awaitErr(REFUSED);
        node2.awaitErr(REFUSED);
        assertEndsWith(stranger, "do not take each other's certificates", "same authority");
        assertThrows(CannotStart.class, () -> node1.awaitOthers(2, Duration.ofSeconds(1)));
    }

    @Test
    void a_certificate_for_other_names_is_refused_and_both_sides_say_so() throws Exception {
        Jvm node2 = member("node2", own);
        Certificates elsewhere = own.stranger(folder.resolve("elsewhere"));
        Jvm stranger = jvm("node3", elsewhere.environment(), at(node2));
        stranger.awaitErr("its certificate is for [moonlet, node], that of this node for");
        node2.awaitErr("its certificate is for [elsewhere, stranger], that of this node for");
        assertEndsWith(stranger, "do not take each other's certificates", "a name in common");
        assertThrows(CannotStart.class, () -> node1.awaitOthers(2, Duration.ofSeconds(1)));
    }

    @Test
    void a_node_without_certificates_is_refused_and_both_sides_say_so() throws Exception {
        Jvm node2 = member("node2", own);
        Jvm plain = jvm("node3", Map.of(), at(node2));
        node2.awaitErr("plaintext connection?");
        assertEndsWith(plain, "takes encrypted connections only", "MOONLET_TLS_CERTIFICATE");
        assertThrows(CannotStart.class, () -> node1.awaitOthers(2, Duration.ofSeconds(1)));
    }

    @Test
    void a_cluster_without_certificates_does_not_take_a_node_that_has_some() throws Exception {
        Jvm plain = jvm("node2", Map.of(), null);
        Jvm encrypts = jvm("node3", own.environment(), plain.awaitUp());
        assertEndsWith(encrypts, "does not encrypt its connections", "node.tls");
    }

    @Test
    void files_that_do_not_fit_together_end_a_node_at_once() throws Exception {
        Path key = own.file("node.key");
        Files.writeString(key, Files.readString(key).substring(0, 500));
        Jvm node2 = jvm("node2", own.environment(), node1.address());
        assertEndsWith(node2, "node.tls: " + key + " is cut off");
    }

    @Test
    void files_that_are_replaced_are_used_without_a_restart() throws Exception {
        Jvm node2 = member("node2", own);
        String address = at(node2);
        Certificates before = own.copy(folder.resolve("before"));
        own.replaceBy(Certificates.make(folder.resolve("next")));
        node2.awaitErr("certificate replaced");

        Jvm late = jvm("node4", before.environment(), address);
        late.awaitErr(REFUSED);
        member("node3", own); // of an authority that those here did not know when they started
        node1.awaitOthers(2, Duration.ofSeconds(60));
    }

    @Test
    void who_connects_and_says_nothing_is_let_go_and_holds_up_nobody() throws Exception {
        String[] at = node1.address().split(":");
        try (Socket silent = new Socket(at[0], Integer.parseInt(at[1]));
                Socket plain = new Socket(at[0], Integer.parseInt(at[1]))) {
            plain.getOutputStream()
                    .write("hello, in plain text\n".getBytes(StandardCharsets.UTF_8));
            member("node2", own);
            node1.awaitOthers(1, Duration.ofSeconds(60));
            plain.setSoTimeout(60_000);
            InputStream answer = plain.getInputStream();
            assertTrue(answer.readAllBytes().length < 64, "more than an alert of TLS");
            assertTrue(silent.isConnected());
        }
    }

    /** Within the bound of {@link Jvm#awaitExit}; a node looks for others for longer. */
    private static void assertEndsWith(Jvm jvm, String... words) throws Exception {
        assertEquals(1, jvm.awaitExit());
        String last =
                jvm.err().stream().filter(line -> line.startsWith("error: ")).findAny().orElse("");
        for (String word : words) {
            assertTrue(last.contains(word), () -> String.join("\n", jvm.err()));
        }
    }

    private Jvm member(String name, Certificates certificates) throws Exception {
        Jvm jvm = jvm(name, certificates.environment(), node1.address());
        jvm.awaitUp();
        return jvm;
    }

    private static String at(Jvm up) {
        return up.err().getLast().replaceAll(".* address=(\\S+).*", "$1");
    }

    private Jvm jvm(String name, Map<String, String> environment, String seed) throws Exception {
        List<String> before = new ArrayList<>(List.of("env"));
        environment.forEach((variable, value) -> before.add(variable + "=" + value));
        List<String> arguments = new ArrayList<>(List.of("run", APP, "--name", name));
        arguments.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "off"));
        if (seed != null) {
            arguments.addAll(List.of("--seed", seed));
        }
        Jvm jvm = Jvm.start(before, arguments.toArray(String[]::new));
        others.add(jvm);
        return jvm;
    }
}
