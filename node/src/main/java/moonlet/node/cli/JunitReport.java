package moonlet.node.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Test results as the XML that CI systems read. */
final class JunitReport {
    private static final double MILLIS_PER_SECOND = 1000;

    private JunitReport() {}

    static void write(Path file, List<TestResult> results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "moonlet");
            xml.writeAttribute("tests", Integer.toString(results.size()));
            long failed = results.stream().filter(result -> !result.passed()).count();
            xml.writeAttribute("failures", Long.toString(failed));
            for (TestResult result : results) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException error) {
            throw new IOException(error.getMessage(), error);
        }
    }

    /** Why it could not be written. */
    static String why(IOException error) {
        return switch (error) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing ->
                    "there is no " + missing.getFile() + ", and it cannot be made";
            case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> error.getMessage();
        };
    }

    /** Without the two characters, and halves of characters, that XML cannot have. */
    private static String valid(String text) {
        return text.replaceAll("[\\x{FFFE}\\x{FFFF}\\p{Cs}]", "?");
    }

    private static void write(XMLStreamWriter xml, TestResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", result.title());
        xml.writeAttribute("classname", result.group());
        xml.writeAttribute("time", Double.toString(result.millis() / MILLIS_PER_SECOND));
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", valid(result.headline()));
            if (!result.headline().equals(result.reason())) {
                xml.writeCharacters(valid(result.reason()));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
