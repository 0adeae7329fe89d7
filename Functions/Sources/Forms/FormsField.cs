namespace Beejan.Functions.Sources.Forms;

/// <summary>What a column of the table may mean: README, "Web forms".</summary>
internal enum FormsField
{
    Id,
    CreatedAt,
    UpdatedAt,
    IsDeleted,
    DeletedAt,
    ResolvedAt,
    Status,
    Message,
    Category,
    CustomerName,
    CustomerPhone,
    CustomerEmail,
    City,
    Region,
    Postcode,
    Country,
    Form,
}
