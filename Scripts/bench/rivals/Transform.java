import java.io.File;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** One transform by the compiling processor of the JDK: Transform INPUT STYLESHEET OUTPUT. */
class Transform {
    public static void main(String[] arguments) throws Exception {
        Templates templates = TransformerFactory.newDefaultInstance().newTemplates(new StreamSource(new File(arguments[1])));
        templates.newTransformer().transform(new StreamSource(new File(arguments[0])), new StreamResult(new File(arguments[2])));
    }
}
