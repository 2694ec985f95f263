package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class FolderMistakesTest {
    @TempDir Path temp;

    private void assertMistake(Path root, String... words) {
        Loaded loaded =
                new Loader(AppFolder.MODULES, LoadLimits.DEFAULTS)
                        .load(root, Configuration.DEFAULTS);
        assertEquals(1, loaded.problems().size(), loaded.problems()::toString);
        AppFolder.assertProblem(loaded.problems().getFirst(), root.toString(), 0, "", words);
        assertEquals(0, loaded.application().entries().size());
    }

    @Test
    void a_folder_that_is_missing_says_which_to_give() {
        assertMistake(temp.resolve("none"), "no such folder", "_index.yaml");
    }

    @Test
    void a_file_in_place_of_a_folder_says_which_to_give() throws Exception {
        assertMistake(
                Files.writeString(temp.resolve("a.yaml"), ""), "is a file", "give the folder");
    }

    @Test
    void a_folder_without_entries_says_what_to_write() {
        assertMistake(temp, "no entries", "create _index.yaml", "namespace: app");
    }

    @Test
    void a_link_that_leads_nowhere_is_a_mistake() throws Exception {
        Files.createSymbolicLink(temp.resolve("a.yaml"), temp.resolve("gone.yaml"));
        Loaded loaded = new AppFolder(temp).load();
        AppFolder.assertProblem(loaded.problems().getFirst(), "a.yaml", 0, "", "leads nowhere");
    }

    @Test
    void a_yaml_file_that_is_a_link_to_the_outside_is_not_read() throws Exception {
        Path root = Files.createDirectory(temp.resolve("app"));
        Path outside = Files.writeString(temp.resolve("o.yaml"), "namespace: app\nentries: []");
        Files.createSymbolicLink(root.resolve("a.yaml"), outside);
        Loaded loaded = new AppFolder(root).load();
        AppFolder.assertProblem(
                loaded.problems().getFirst(), "a.yaml", 0, "", "out of the application folder");
    }

    @Test
    void links_as_kubernetes_mounts_them_are_read() throws Exception {
        new AppFolder(temp)
                .file(
                        "..2026/_index.yaml",
                        "namespace: app\nentries: [{name: h, kind: process.host}]");
        Files.createSymbolicLink(temp.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(temp.resolve("_index.yaml"), Path.of("..data/_index.yaml"));
        assertTrue(new AppFolder(temp).application().entry("app:h").isPresent());
    }
}
