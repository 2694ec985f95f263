package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class YamlMistakesTest {
    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_application_with_a_host() {
        app = new AppFolder(root).entries("  - {name: processes, kind: process.host}\n");
    }

    @Test
    void a_tab_as_indentation_is_named_plainly() {
        app.file("a.yaml", "namespace: app\nentries:\n\t- name: worker\n");
        app.assertMistake("a.yaml", 3, "", "a tab indents this line", "spaces");
    }

    @Test
    void a_tab_deeper_in_the_file_is_named_plainly_too() {
        app.file("a.yaml", "namespace: app\nentries:\n  - name: w\n  \tkind: process.host\n");
        app.assertMistake("a.yaml", 4, "", "a tab indents this line");
    }

    @Test
    void a_wrong_indentation_says_so() {
        app.file("a.yaml", "namespace: app\nentries:\n  - name: w\n   kind: process.host\n");
        app.assertMistake("a.yaml", 4, "", "indentation");
    }

    @Test
    void a_second_colon_says_to_quote() {
        app.file("a.yaml", "namespace: app\nmeta:\n  comment: one: two\n");
        app.assertMistake("a.yaml", 3, "", "colon", "quotes");
    }

    @Test
    void a_list_that_is_not_closed_says_so() {
        app.file("a.yaml", "namespace: app\nentries: [{name: a, kind: process.host\n");
        app.assertMistake("a.yaml", 3, "", "not closed");
    }

    @Test
    void a_broken_file_is_a_mistake_even_without_a_namespace() {
        app.file("other.json", "{\"a\": ");
        app.assertMistake("other.json", 1, "");
    }

    @Test
    void a_key_that_appears_twice_names_both_lines() {
        app.file("a.yaml", "namespace: app\nentries: []\nentries: []\n");
        app.assertMistake("a.yaml", 3, "", "\"entries\" appears twice", "line 2");
    }

    @Test
    void a_control_character_is_named_with_its_line() {
        app.file("a.yaml", "namespace: app\n# \u0007\n");
        app.assertMistake("a.yaml", 2, "", "control character (code 7)");
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() throws Exception {
        Files.write(root.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        app.assertMistake("a.yaml", 1, "", "UTF-8");
    }

    @Test
    void an_alias_of_nothing_is_named() {
        app.file("a.yaml", "namespace: app\nentries: *other\n");
        app.assertMistake("a.yaml", 2, "", "*other refers to nothing");
    }

    @Test
    void a_value_cannot_contain_itself() {
        app.file("a.yaml", "namespace: app\nentries: &a\n  - *a\n");
        app.assertMistake("a.yaml", 3, "", "cannot contain itself");
    }

    @Test
    void a_billion_laughs_hurt_nobody() {
        StringBuilder laughs = new StringBuilder("namespace: app\na0: &a0 [lol, lol]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        app.file("a.yaml", laughs.toString());
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> app.assertMistake("a.yaml", 17, "", "yamlValuesMax=200000"));
    }

    @Test
    void a_chain_of_aliases_counts_as_nesting() {
        StringBuilder chain = new StringBuilder("namespace: app\na0: &a0 [x]\n");
        for (int i = 1; i < 90; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        app.file("a.yaml", chain.toString());
        app.assertMistake("a.yaml", 64, "", "yamlNestingMax=64");
    }

    @Test
    void deep_nesting_is_refused_without_a_stack_overflow() {
        app.file("a.yaml", "[".repeat(1_000_000));
        app.assertMistake("a.yaml", 1, "", "yamlNestingMax=64");
    }

    @Test
    void a_huge_file_is_refused_unread() {
        app.limits(new LoadLimits(10, 10, 1_000, 10, 100, 10)).file("a.yaml", "x".repeat(1_001));
        app.assertMistake("a.yaml", 0, "", "yamlBytesMax=1000");
    }

    @Test
    void too_many_files_are_refused() {
        app.limits(new LoadLimits(2, 10, 1_000, 10, 100, 10)).file("a.txt", "").file("b.txt", "");
        app.assertMistake(root.toString(), 0, "", "filesMax=2");
    }

    @Test
    void folders_that_nest_too_deep_are_refused() {
        app.limits(new LoadLimits(20, 2, 1_000, 10, 100, 10)).file("a/b/c.yaml", "");
        app.assertMistake("a/b", 0, "", "folderDepthMax=2");
    }

    @Test
    void json_may_be_indented_with_tabs() {
        app.file("a.json", "{\n\t\"namespace\": \"app\",\n\t\"entries\": []\n}\n");
        assertEquals(List.of(), app.load().problems());
    }
}
