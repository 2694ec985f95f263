package moonlet.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority of its own, and the certificate and key of a node, as files in PEM. */
public record Certificates(Path folder) {
    private static final String PASSWORD = "changeit";
    private static final List<String> FILES = List.of("node.crt", "node.key", "ca.crt");

    /** RSA, for nodes with the names node and moonlet. */
    public static Certificates make(Path folder) throws Exception {
        return make(folder, "RSA", "-ext", "san=dns:moonlet");
    }

    /**
     * RSA, for a node that is found by these names.
     *
     * @param names as {@code keytool} has them, {@code dns:localhost,ip:127.0.0.1}
     */
    public static Certificates named(Path folder, String names) throws Exception {
        return make(folder, "RSA", "-ext", "san=" + names);
    }

    /**
     * Makes them with the JDK's {@code keytool}.
     *
     * @param algorithm of the keys
     * @param issued further arguments by which the certificate is issued
     */
    static Certificates make(Path folder, String algorithm, String... issued) throws Exception {
        Files.createDirectories(folder);
        Certificates made = new Certificates(folder);
        made.keyPair("ca", "CN=authority", algorithm, "-ext", "bc:c");
        made.issue("CN=node", algorithm, issued);
        return made;
    }

    /** Another certificate of the same authority, with no name in common. */
    public Certificates stranger(Path other) throws Exception {
        Files.createDirectories(other);
        Certificates made = new Certificates(other);
        Files.copy(file("store"), made.file("store"));
        made.issue("CN=stranger", "RSA", "-ext", "san=dns:elsewhere");
        return made;
    }

    /** The same in another folder, to be changed. */
    public Certificates copy(Path other) throws IOException {
        Files.createDirectories(other);
        Certificates copied = new Certificates(other);
        copied.replaceBy(this);
        return copied;
    }

    /** What is in the files from now on is what is in those. */
    public void replaceBy(Certificates others) throws IOException {
        for (String name : FILES) {
            Files.copy(others.file(name), file(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What makes a node use them. */
    public Map<String, String> environment() {
        return Map.of(
                "MOONLET_TLS_CERTIFICATE", file("node.crt").toString(),
                "MOONLET_TLS_KEY", file("node.key").toString(),
                "MOONLET_TLS_CA", file("ca.crt").toString());
    }

    public Tls tls() {
        return new Tls(file("node.crt"), file("node.key"), file("ca.crt"));
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    private void issue(String subject, String algorithm, String... issued) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-signer", "ca"));
        arguments.addAll(List.of(issued));
        String alias = subject.substring("CN=".length());
        keyPair(alias, subject, algorithm, arguments.toArray(String[]::new));
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance(file("store").toFile(), password);
        write("node.crt", "CERTIFICATE", store.getCertificate(alias).getEncoded());
        write("node.key", "PRIVATE KEY", store.getKey(alias, password).getEncoded());
        write("ca.crt", "CERTIFICATE", store.getCertificate("ca").getEncoded());
    }

    private void write(String name, String label, byte[] bytes) throws IOException {
        byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
        String text = Base64.getMimeEncoder(64, line).encodeToString(bytes);
        Files.writeString(
                file(name),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    private void keyPair(String alias, String subject, String algorithm, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(System.getProperty("java.home") + "/bin/keytool", "-genkeypair"));
        command.addAll(List.of("-alias", alias, "-dname", subject, "-keyalg", algorithm));
        command.addAll(List.of("-keystore", file("store").toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
