package moonlet.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** Who may ask what. */
class AccessTest {
    private Token token;
    private String bearer;

    @BeforeEach
    void a_token(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        token = Token.of(file, new SecureRandom());
        bearer = "Bearer " + Files.readString(file).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alive", "ready", "metrics", "bootstrap/seed-nodes"})
    void probes_never_need_the_token(String path) throws Exception {
        assertNull(elsewhere().refusal(get(path), "", "10.0.0.5"));
        assertNull(onLoopback().refusal(get(path), "", "other.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "processes/a", "events", "openapi.json"})
    void other_questions_need_it_off_loopback(String path) throws Exception {
        assertNull(onLoopback().refusal(get(path), "", "127.0.0.1"));
        assertEquals(401, elsewhere().refusal(get(path), "", "127.0.0.1").status());
        assertEquals(403, elsewhere().refusal(get(path), "Bearer x", "10.0.0.5").status());
        assertNull(elsewhere().refusal(get(path), bearer, "10.0.0.5"));
    }

    @Test
    void a_page_whose_name_leads_to_loopback_gets_nothing() throws Exception {
        assertEquals(401, onLoopback().refusal(get("nodes"), "", "other.example").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spawn", "leave", "metrics"})
    void what_changes_something_needs_it_always(String path) throws Exception {
        assertNotNull(onLoopback().refusal(post(path), "", "localhost"));
        assertNull(onLoopback().refusal(post(path), bearer, "localhost"));
    }

    private Access onLoopback() throws Exception {
        return new Access(token, "127.0.0.1");
    }

    private Access elsewhere() throws Exception {
        return new Access(token, "0.0.0.0");
    }

    private static Request get(String path) {
        return new Request(Request.Method.GET, List.of(path.split("/")), Map.of(), "");
    }

    private static Request post(String path) {
        return new Request(Request.Method.POST, List.of(path.split("/")), Map.of(), "");
    }
}
