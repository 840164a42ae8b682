using System.Xml;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// Walks over the elements of an XML file by their local names, never trusting its depth, its text lengths or the
/// number of different names in it.
/// </summary>
internal sealed class EdexmlCursor : IDisposable
{
    private const int MaxDepth = 64;
    private const int MaxNames = 5_000;

    private readonly EdexmlText text;
    private readonly XmlReader reader;
    private readonly char[] piece = new char[1024];

    /// <exception cref="RefusedException">The file is empty or in an unknown encoding.</exception>
    public EdexmlCursor(Stream stream, long maxCharacters)
    {
        text = EdexmlText.Open(stream);
        reader = XmlReader.Create(text, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = maxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            // A character such as &#1; then spoils one pupil's name and not the whole file.
            CheckCharacters = false,
            NameTable = new BoundedNames(),
        });
    }

    /// <summary>Whether any element was met: before that it is no XML, after that it is broken XML.</summary>
    public bool MetRoot { get; private set; }

    public string Name => reader.LocalName;

    public bool IsEmpty => reader.IsEmptyElement;

    public int Line => reader is IXmlLineInfo info ? info.LineNumber : 0;

    public bool MoveToRoot()
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Moves over the child elements of this element and gives their local names. What lies deeper may be read in
    /// between, wholly, partly or not at all.
    /// </summary>
    public IEnumerable<string> Children()
    {
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        var depth = reader.Depth;
        while (Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth <= depth))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth + 1)
            {
                yield return reader.LocalName;
            }
        }
    }

    /// <summary>The rest of the file must be well-formed too.</summary>
    public void ReadToEnd()
    {
        while (Read())
        {
        }
    }

    public string? Attribute(string name)
    {
        string? value = null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == name)
            {
                value = reader.Value;
                break;
            }
        }

        reader.MoveToElement();
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>
    /// The text of this element, null when there is none. What goes beyond <see cref="NameText.MaxRaw"/> is left off:
    /// a text of that length is refused by whoever uses it.
    /// </summary>
    public string? Text()
    {
        if (reader.IsEmptyElement)
        {
            return null;
        }

        var depth = reader.Depth;
        var value = "";
        while (Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.Depth == depth + 1 && reader.CanReadValueChunk
                && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                int count;
                while (value.Length < NameText.MaxRaw && (count = reader.ReadValueChunk(piece, 0, piece.Length)) > 0)
                {
                    value += new string(piece, 0, count);
                }
            }
        }

        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public void Dispose()
    {
        reader.Dispose();
        text.Dispose();
    }

    private bool Read()
    {
        var more = reader.Read();
        if (reader.Depth > MaxDepth)
        {
            throw new RefusedException(new Reason(ReasonCode.TooDeep, Line));
        }

        MetRoot |= reader.NodeType == XmlNodeType.Element;
        return more;
    }

    // The parser keeps every different name for as long as it lives.
    private sealed class BoundedNames : NameTable
    {
        private int names;

        public override string Add(char[] key, int start, int len) => base.Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => base.Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++names <= MaxNames
            ? name
            : throw new RefusedException(new Reason(ReasonCode.TooManyNames, MaxNames));
    }
}
