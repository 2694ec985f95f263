package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority of its own, and the certificate and key of a node, as files in PEM. */
record Certificates(Path folder) {
    private static final String PASSWORD = "changeit";

    /** Makes them with the JDK's {@code keytool}. */
    static Certificates make(Path folder) throws Exception {
        Files.createDirectories(folder);
        Certificates made = new Certificates(folder);
        made.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=authority", "-ext", "bc:c");
        made.keytool("-genkeypair", "-alias", "node", "-dname", "CN=moonlet");
        made.keytool("-certreq", "-alias", "node", "-file", made.file("request"));
        made.keytool(
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                "san=dns:moonlet",
                "-rfc",
                "-infile",
                made.file("request"),
                "-outfile",
                made.file("node.crt"));
        made.keytool("-exportcert", "-alias", "ca", "-rfc", "-file", made.file("ca.crt"));
        made.writeKey();
        return made;
    }

    /** What makes a node use them. */
    Map<String, String> environment() {
        return Map.of(
                "MOONLET_TLS_CERTIFICATE",
                file("node.crt"),
                "MOONLET_TLS_KEY",
                file("node.key"),
                "MOONLET_TLS_CA",
                file("ca.crt"));
    }

    private void writeKey() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(Path.of(file("store")).toFile(), PASSWORD.toCharArray());
        byte[] key = store.getKey("node", PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
        Files.writeString(
                Path.of(file("node.key")),
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/keytool");
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file("store"), "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
