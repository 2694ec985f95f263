package moonlet.node.cli;

import moonlet.node.admin.AdminServer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the admin API of a node. */
final class AdminClient {
    /** A node did not answer, or answered with an error. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int exitCode;
        private final transient Failure why;

        private Refused(int exitCode, Failure why) {
            super(why.toString(), null, false, false);
            this.exitCode = exitCode;
            this.why = why;
        }

        /** What has been asked for did not come about. */
        static Refused failed(ErrorKind kind, String message) {
            return new Refused(1, Failure.of(kind, message));
        }

        /** No node answers. */
        static Refused silence(String message) {
            return new Refused(NO_ANSWER, Failure.of(ErrorKind.UNAVAILABLE, message));
        }

        Failure why() {
            return why;
        }

        /** Whether no node answers. */
        boolean isSilence() {
            return exitCode == NO_ANSWER;
        }

        /** 1 for an error, 3 where no node answers. */
        int exitCode() {
            return exitCode;
        }
    }

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int NO_ANSWER = 3;

    private final AdminPlace place;
    private final Path tokenFile;
    private final Consumer<String> incomplete;

    /**
     * @param incomplete is told which nodes are missing in an answer, with commas
     */
    AdminClient(AdminPlace place, Path tokenFile, Consumer<String> incomplete) {
        this.place = place;
        this.tokenFile = tokenFile;
        this.incomplete = incomplete;
    }

    /**
     * Asks for something.
     *
     * @param query parameters; those without a value are left out
     */
    JsonNode get(String path, Map<String, String> query) throws Refused {
        return send(request(path + parameters(query)).GET());
    }

    private static String parameters(Map<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .filter(pair -> pair.getValue() != null)
                        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                        .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    /** Has something done. */
    JsonNode post(String path, Map<String, ?> body) throws Refused {
        return send(
                request(path)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        MAPPER.writeValueAsString(body))));
    }

    /** Follows the events of the node, until it ends. */
    void events(Map<String, String> query, BiConsumer<String, JsonNode> each) throws Refused {
        HttpRequest request = request("events" + parameters(query)).GET().build();
        try (HttpClient client = place.client()) {
            HttpResponse<Stream<String>> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), answer.body().collect(Collectors.joining("\n")));
            }
            String name = "";
            for (String line : (Iterable<String>) answer.body()::iterator) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    each.accept(name, MAPPER.readTree(line.substring(6)));
                }
            }
        } catch (JacksonException noJson) {
            throw place.isAnother();
        } catch (IOException | UncheckedIOException failed) {
            throw place.isSilent(failed);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw Refused.silence("interrupted");
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) throws Refused {
        HttpRequest.Builder request = place.request(path);
        try {
            request.header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
        } catch (IOException | IllegalArgumentException none) {
            // without it, what needs none can be asked
        }
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws Refused {
        try (HttpClient client = place.client()) {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                answer.headers().firstValue(AdminServer.SILENT_NODES).ifPresent(incomplete);
                return MAPPER.readTree(answer.body());
            }
            throw refused(answer.statusCode(), answer.body());
        } catch (JacksonException noJson) {
            throw place.isAnother();
        } catch (IOException | IllegalArgumentException failed) {
            throw place.isSilent(failed);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw Refused.silence("interrupted");
        }
    }

    private Refused refused(int status, String body) {
        JsonNode error = MAPPER.readTree(body).path("error");
        ErrorKind kind = ErrorKind.of(error.path("kind").asString());
        String message = error.path("message").asString();
        boolean token = status == 401 || status == 403;
        if (!token) {
            return Refused.failed(kind, message);
        }
        return Refused.failed(
                kind,
                message
                        + (Files.isReadable(tokenFile)
                                ? " (read from "
                                : " (no token file can be read at ")
                        + tokenFile
                        + "; name the file of that node with --token-file or"
                        + " MOONLET_ADMIN_TOKEN_FILE)");
    }
}
