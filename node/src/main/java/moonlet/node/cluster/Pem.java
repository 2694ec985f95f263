package moonlet.node.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in PEM (RFC 7468). What is wrong with it is said with the name of the file. */
record Pem(Path file, String text) {
    private static final int BYTES_MAX = 1 << 20;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /**
     * Reads the text.
     *
     * @throws IOException whose message says why it cannot
     */
    static Pem read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(BYTES_MAX + 1);
        } catch (NoSuchFileException none) {
            throw new IOException("no file is at " + file, none);
        } catch (AccessDeniedException denied) {
            throw new IOException("the user of this process may not read " + file, denied);
        } catch (IOException failed) {
            throw new IOException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
        if (bytes.length > BYTES_MAX) {
            throw new IOException(file + " has more than " + BYTES_MAX + " bytes, so it is no PEM");
        }
        return new Pem(file, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * The certificates in it, one at least, in their order.
     *
     * @throws IOException if there is none, or one is damaged
     */
    List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] block : blocks("CERTIFICATE", "")) {
                found.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(block)));
            }
            return found;
        } catch (CertificateException damaged) {
            throw new IOException(
                    file + " has a damaged certificate: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * The key in it.
     *
     * @param algorithm that of the certificate's key
     * @throws IOException if there is none, or it is another kind of key, or damaged
     */
    PrivateKey key(String algorithm) throws IOException {
        byte[] block =
                blocks(
                                "PRIVATE KEY",
                                ", which is PKCS #8 without a password (openssl pkcs8 -topk8"
                                        + " -nocrypt makes that of other keys)")
                        .getFirst();
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(block));
        } catch (GeneralSecurityException other) {
            throw new IOException(
                    file
                            + " has no "
                            + algorithm
                            + " key, as that of the certificate is, or it is"
                            + " damaged",
                    other);
        }
    }

    private List<byte[]> blocks(String label, String what) throws IOException {
        List<byte[]> wanted = new ArrayList<>();
        Set<String> labels = new LinkedHashSet<>();
        int complete = 0;
        for (Matcher block = BLOCK.matcher(text); block.find(); complete++) {
            labels.add(block.group(1));
            if (block.group(1).equals(label)) {
                wanted.add(decoded(block.group(2)));
            }
        }
        if (BEGIN.matcher(text).results().count() > complete) {
            throw new IOException(file + " is cut off: it has a BEGIN without its END");
        }
        if (wanted.isEmpty()) {
            throw new IOException(
                    file
                            + " has no "
                            + label
                            + " in PEM"
                            + what
                            + "; found "
                            + (labels.isEmpty() ? "none of any kind" : String.join(", ", labels)));
        }
        return wanted;
    }

    private byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }
}
