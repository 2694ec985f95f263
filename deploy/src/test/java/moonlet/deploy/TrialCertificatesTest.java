package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class TrialCertificatesTest {
    @TempDir private Path folder;

    @Test
    void the_two_commands_of_the_README_make_the_three_files() throws Exception {
        assertEquals(2, TrialCertificates.commands().size());
        TrialCertificates made = TrialCertificates.make(folder);
        for (String name : new String[] {"tls.crt", "tls.key", "ca.crt"}) {
            assertTrue(made.folder().resolve(name).toFile().canRead(), name);
        }
    }
}
