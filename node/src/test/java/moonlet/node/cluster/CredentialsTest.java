package moonlet.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {
    private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

    private Certificates good;
    private Certificates foreign;

    @TempDir private Path folder;

    @BeforeAll
    void two_authorities(@TempDir Path made) throws Exception {
        good = Certificates.make(made.resolve("good"));
        foreign = Certificates.make(made.resolve("foreign"));
    }

    @Test
    void files_that_fit_together_are_read() throws Exception {
        Credentials read = Credentials.read(good.tls());
        assertEquals(Set.of("node", "moonlet"), read.subject().names());
        assertTrue(read.isSame(Credentials.read(good.tls())));
        assertFalse(read.isSame(Credentials.read(foreign.tls())));
        assertTrue(read.engine(false).getNeedClientAuth());
    }

    @Test
    void keys_may_be_of_elliptic_curves() throws Exception {
        Certificates curves = Certificates.make(folder, "EC", "-ext", "san=dns:moonlet");
        assertTrue(Credentials.read(curves.tls()).subject().names().contains("moonlet"));
    }

    @Test
    void an_authority_that_is_being_replaced_is_there_twice() throws Exception {
        Certificates both = good.copy(folder);
        Files.writeString(
                both.file("ca.crt"),
                Files.readString(foreign.file("ca.crt")) + Files.readString(good.file("ca.crt")));
        Credentials.read(both.tls());
    }

    @Test
    void a_file_that_is_not_there_is_named() throws Exception {
        Certificates lacking = good.copy(folder);
        Files.delete(lacking.file("node.key"));
        assertRefused(lacking, "no file is at " + lacking.file("node.key"));
    }

    @Test
    void a_folder_is_no_file() throws Exception {
        Certificates lacking = good.copy(folder);
        Files.delete(lacking.file("ca.crt"));
        Files.createDirectory(lacking.file("ca.crt"));
        assertRefused(lacking, "cannot read " + lacking.file("ca.crt"));
    }

    @Test
    void a_file_that_is_cut_off_is_named() throws Exception {
        for (String name : new String[] {"node.crt", "node.key", "ca.crt"}) {
            Certificates cut = good.copy(folder);
            String text = Files.readString(cut.file(name));
            Files.writeString(cut.file(name), text.substring(0, text.length() / 2));
            assertRefused(cut, cut.file(name) + " is cut off");
        }
    }

    @Test
    void a_certificate_that_lacks_a_part_is_damaged() throws Exception {
        Certificates damaged = good.copy(folder);
        String text = Files.readString(damaged.file("node.crt"));
        Files.writeString(
                damaged.file("node.crt"), text.replaceFirst("(?s)(BEGIN.*?\n).*?\n", "$1"));
        assertRefused(damaged, damaged.file("node.crt") + " has a damaged certificate");
    }

    @Test
    void a_file_of_another_kind_is_named_with_what_is_expected() throws Exception {
        Certificates wrong = good.copy(folder);
        Files.copy(good.file("node.key"), wrong.file("ca.crt"), REPLACE);
        assertRefused(wrong, wrong.file("ca.crt") + " has no CERTIFICATE", "found PRIVATE KEY");
        String old = Files.readString(good.file("node.key")).replace("PRIVATE", "RSA PRIVATE");
        Files.writeString(wrong.file("node.key"), old);
        Files.copy(good.file("ca.crt"), wrong.file("ca.crt"), REPLACE);
        assertRefused(wrong, "openssl pkcs8 -topk8", "found RSA PRIVATE KEY");
    }

    @Test
    void the_key_of_another_certificate_is_refused() throws Exception {
        Certificates mixed = good.copy(folder);
        Files.copy(foreign.file("node.key"), mixed.file("node.key"), REPLACE);
        assertRefused(
                mixed,
                mixed.file("node.key")
                        + " is not the key of the certificate in "
                        + mixed.file("node.crt"));
    }

    @Test
    void another_authority_is_refused_since_all_others_would_do_so() throws Exception {
        Certificates mixed = good.copy(folder);
        Files.copy(foreign.file("ca.crt"), mixed.file("ca.crt"), REPLACE);
        assertRefused(
                mixed,
                "nodes with the authority in " + mixed.file("ca.crt"),
                "would refuse the certificate in " + mixed.file("node.crt"));
    }

    @Test
    void a_certificate_that_is_over_or_not_for_both_sides_is_refused() throws Exception {
        Certificates over =
                Certificates.make(
                        folder.resolve("over"), "EC", "-startdate", "-3d", "-validity", "2");
        assertRefused(over, over.file("node.crt") + " was valid until 20");
        Certificates half =
                Certificates.make(folder.resolve("half"), "EC", "-ext", "eku=serverAuth");
        assertRefused(half, "would refuse the certificate in " + half.file("node.crt"), "usage");
    }

    private static void assertRefused(Certificates files, String... words) {
        String why =
                assertThrows(IOException.class, () -> Credentials.read(files.tls())).getMessage();
        for (String word : words) {
            assertTrue(why.contains(word), why);
        }
    }
}
